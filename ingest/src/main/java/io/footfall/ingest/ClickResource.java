package io.footfall.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.ingest.ClickLog.LogUnavailable;
import io.footfall.ingest.body.ClickBody;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.logging.Logger;

/** {@code POST /clicks}: one click or an array of them in, an answer out once the log has every one. */
@Path("/clicks")
@Produces(MediaType.APPLICATION_JSON)
public class ClickResource {
    private static final Logger LOG = Logger.getLogger(ClickResource.class);

    private final ClickLog log;
    private final VisitorKey visitorKey;
    private final IngestConfig config;

    ClickResource(ClickLog log, VisitorKey visitorKey, IngestConfig config) {
        this.log = log;
        this.visitorKey = visitorKey;
        this.config = config;
    }

    /**
     * Takes clicks. What is valid JSON goes to the log byte for byte, an array element by element;
     * an array is taken whole or not at all.
     */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Puts one click, or an array of clicks, in the log")
    @APIResponse(responseCode = "200", description = "The log has acknowledged every click")
    @APIResponse(responseCode = "400", description = "Not JSON, or neither an object nor an array of objects")
    @APIResponse(responseCode = "413", description = "The body or a click is too large")
    @APIResponse(responseCode = "503", description = "The log is unavailable: come again after Retry-After seconds")
    public Uni<Response> post(byte[] body, @Context HttpServerRequest request) {
        var received = ClickBody.of(body, config.maxClickSize());
        if (received instanceof ClickBody.Malformed malformed) {
            return answer(Response.Status.BAD_REQUEST, malformed.message());
        }
        if (received instanceof ClickBody.TooLarge tooLarge) {
            return answer(Response.Status.REQUEST_ENTITY_TOO_LARGE, tooLarge.message());
        }
        var clicks = ((ClickBody.Clicks) received).clicks();
        if (clicks.size() > config.maxInFlight()) {
            return answer(
                    Response.Status.REQUEST_ENTITY_TOO_LARGE,
                    "more than %d clicks; send them in several requests".formatted(config.maxInFlight()));
        }
        return append(clicks, visitorKey.of(request));
    }

    private Uni<Response> append(List<byte[]> clicks, Optional<String> visitorId) {
        var key = visitorId.map(id -> id.getBytes(UTF_8)).orElse(null);
        return log.append(key, clicks)
                .map(done -> Response.ok(Answer.TAKEN).build())
                .onFailure(LogUnavailable.class)
                .recoverWithItem(this::unavailable);
    }

    private Response unavailable(Throwable failure) {
        LOG.debugf("answered 503: %s", failure.getMessage());
        return Response.status(Response.Status.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, config.retryAfter().toSeconds())
                .entity(new Answer(false, failure.getMessage()))
                .build();
    }

    private static Uni<Response> answer(Response.Status status, String message) {
        return Uni.createFrom()
                .item(Response.status(status).entity(new Answer(false, message)).build());
    }
}
