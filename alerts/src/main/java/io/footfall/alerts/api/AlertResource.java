package io.footfall.alerts.api;

import io.footfall.alerts.state.AlertsView;
import io.footfall.alerts.state.OperatorActionsChannel;
import io.footfall.alerts.state.actions.Acknowledgement;
import io.footfall.alerts.state.actions.OperatorActions;
import io.footfall.events.Alert;
import io.footfall.events.Alert.Status;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;

/** Alerts and acknowledgements. Every replica gives the same answers. */
@Path("/alerts")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class AlertResource {
    private final AlertsView view;
    private final OperatorActionsChannel log;
    private final CurrentUser user;
    private final Clock clock;

    AlertResource(AlertsView view, OperatorActionsChannel log, CurrentUser user, Clock clock) {
        this.view = view;
        this.log = log;
        this.user = user;
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "alerts",
            summary = "All alerts, the last changed first",
            description = "Texts contain untrusted text of visitors: escape them.")
    public AlertList alerts() {
        return new AlertList(listed(Status.FIRING), listed(Status.PENDING), listed(Status.RESOLVED));
    }

    @GET
    @Path("/{fingerprint}")
    @Operation(operationId = "alert", summary = "One alert with its evidence, notifications and deliveries")
    public AlertDetails alert(@PathParam("fingerprint") String fingerprint) {
        var notifications = view.notifications().stream()
                .filter(notification -> notification.alerts().stream()
                        .anyMatch(alert -> alert.fingerprint().equals(fingerprint)))
                .toList();
        return new AlertDetails(listed(find(fingerprint)), notifications);
    }

    @POST
    @Path("/{fingerprint}/acknowledgement")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "acknowledge",
            summary = "Acknowledges a firing alert",
            description = "It causes no more reminders, unless it becomes more severe or fires again.")
    public Acknowledgement acknowledge(
            @PathParam("fingerprint") String fingerprint,
            @Valid @RequestBody(required = false) AcknowledgeRequest request) {
        var alert = find(fingerprint);
        if (alert.status() != Status.FIRING) {
            throw new BadRequestException("only a firing alert can be acknowledged; this one is " + alert.status());
        }
        var comment = request == null ? null : request.comment();
        var acknowledgement = new Acknowledgement(
                fingerprint, alert.firedAt(), alert.severity(), user.name(), clock.instant(), comment);
        log.write(OperatorActions.acknowledgementKey(fingerprint), acknowledgement);
        return acknowledgement;
    }

    private List<ListedAlert> listed(Status status) {
        return view.alerts().stream()
                .filter(alert -> alert.status() == status)
                .map(this::listed)
                .toList();
    }

    private ListedAlert listed(Alert alert) {
        var actions = view.actions();
        var isResolved = alert.status() == Status.RESOLVED;
        return new ListedAlert(
                alert,
                actions.acknowledgementOf(alert).orElse(null),
                isResolved ? null : actions.silenceOf(alert, clock.instant()).orElse(null));
    }

    private Alert find(String fingerprint) {
        return view.alert(fingerprint).orElseThrow(() -> new NotFoundException("no such alert"));
    }
}
