package io.footfall.alerts.api;

import io.footfall.alerts.rules.RuleNames;
import io.footfall.alerts.state.AlertsView;
import io.footfall.alerts.state.OperatorActionsChannel;
import io.footfall.alerts.state.actions.OperatorActions;
import io.footfall.alerts.state.actions.Silence;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Silences: times without notifications about some alerts. */
@Path("/silences")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class SilenceResource {
    private static final Duration MAX_DURATION = Duration.ofDays(31);

    private final AlertsView view;
    private final OperatorActionsChannel log;
    private final CurrentUser user;
    private final Clock clock;

    SilenceResource(AlertsView view, OperatorActionsChannel log, CurrentUser user, Clock clock) {
        this.view = view;
        this.log = log;
        this.user = user;
        this.clock = clock;
    }

    @GET
    @Operation(operationId = "silences", summary = "All silences that have not ended")
    public List<Silence> silences() {
        return view.actions().silences(clock.instant());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "silence",
            summary = "Silences alerts from now until some time",
            description = "They are evaluated and listed as usual; those that still fire at its end are notified then.")
    public Silence silence(@NotNull @Valid SilenceRequest request) {
        var now = clock.instant();
        validate(request, now);
        var silence = new Silence(
                UUID.randomUUID().toString(),
                request.rule(),
                request.fingerprint(),
                now,
                request.until(),
                user.name(),
                request.comment());
        log.write(OperatorActions.silenceKey(silence.id()), silence);
        return silence;
    }

    @DELETE
    @Path("/{id}")
    @Operation(operationId = "unsilence", summary = "Ends a silence early")
    public void end(@PathParam("id") String id) {
        if (silences().stream().noneMatch(silence -> silence.id().equals(id))) {
            throw new NotFoundException("no such silence");
        }
        log.write(OperatorActions.silenceKey(id), null);
    }

    private static void validate(SilenceRequest request, Instant now) {
        UnknownFields.reject(request.unknown());
        if (request.rule() == null && request.fingerprint() == null && !request.all()) {
            throw new BadRequestException("rule or fingerprint is missing; \"all\":true silences every alert");
        }
        if (request.rule() != null && !RuleNames.ALL.contains(request.rule())) {
            throw new BadRequestException("rule must be one of " + RuleNames.ALL);
        }
        if (request.fingerprint() != null && !request.fingerprint().matches("[0-9a-f]{8,64}")) {
            throw new BadRequestException("fingerprint must be one of an alert");
        }
        if (!request.until().isAfter(now) || request.until().isAfter(now.plus(MAX_DURATION))) {
            throw new BadRequestException("until must be in the future, at most 31 days from now");
        }
    }
}
