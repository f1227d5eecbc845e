package io.footfall.dashboard;

import io.footfall.access.LogoutLink;
import io.footfall.dashboard.page.Page;
import io.footfall.dashboard.page.ReaderLanguage;
import io.footfall.dashboard.state.Dashboard;
import io.footfall.dashboard.state.Snapshot;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.Cache;

/** Serves the dashboard as a page and as JSON. */
@Path("/")
@Cache(noStore = true)
@Blocking
@APIResponse(responseCode = "401", description = "Nobody is logged in, or the password is wrong")
@APIResponse(responseCode = "403", description = "The user's role does not allow it")
@APIResponse(
        responseCode = "405",
        description = "The path has other methods",
        headers = @Header(name = "Allow", schema = @Schema(type = SchemaType.STRING)))
@APIResponse(responseCode = "406", description = "The answer has a type that Accept does not allow")
@APIResponse(responseCode = "503", description = "Too many logins are being checked; see Retry-After")
class DashboardResource {
    private final Dashboard dashboard;
    private final Clock clock;
    private final DashboardConfig config;
    private final LogoutLink logout;
    private final SecurityIdentity reader;

    DashboardResource(
            Dashboard dashboard, Clock clock, DashboardConfig config, LogoutLink logout, SecurityIdentity reader) {
        this.dashboard = dashboard;
        this.clock = clock;
        this.config = config;
        this.logout = logout;
        this.reader = reader;
    }

    @CheckedTemplate(basePath = "")
    static class Templates {
        private Templates() {}

        static native TemplateInstance dashboard(Page page);
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(summary = "The dashboard")
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING)))
    public String page(@HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages) {
        var logoutPath = logout.of(reader).orElse("");
        var settings = new Page.Settings(config.staleAfter(), config.heartbeatInterval(), logoutPath);
        var locale = ReaderLanguage.of(languages);
        // Rendered here: a template as the response would be negotiated, with 400 for any malformed Accept header.
        return Templates.dashboard(Page.of(dashboard.snapshot(), clock.instant(), settings, locale))
                .render();
    }

    @GET
    @Path("api/traffic")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The current traffic", description = "The same snapshot that /stream begins with.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Snapshot.class)))
    public Snapshot traffic() {
        return dashboard.snapshot();
    }
}
