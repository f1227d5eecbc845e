package io.footfall.alerts.api;

import io.footfall.alerts.notify.Attempt;
import io.footfall.alerts.notify.Notification;
import io.footfall.alerts.notify.Receiver;
import io.footfall.alerts.notify.ReceiverTest;
import io.footfall.alerts.state.AlertsView;
import io.footfall.alerts.state.OperatorActionsChannel;
import io.footfall.alerts.state.actions.OperatorActions;
import io.footfall.alerts.state.actions.Redelivery;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Notifications and their deliveries. Every replica gives the same answers. */
@Path("/alerts")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class NotificationResource {
    private static final int MAX_NOTIFICATIONS = 1_000;
    private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]{0,3}");

    private final List<Receiver> receivers;
    private final ReceiverTest receiverTest;
    private final AlertsView view;
    private final OperatorActionsChannel log;
    private final CurrentUser user;
    private final Clock clock;

    NotificationResource(
            List<Receiver> receivers,
            ReceiverTest receiverTest,
            AlertsView view,
            OperatorActionsChannel log,
            CurrentUser user,
            Clock clock) {
        this.receivers = receivers;
        this.receiverTest = receiverTest;
        this.view = view;
        this.log = log;
        this.user = user;
        this.clock = clock;
    }

    @POST
    @Path("/test")
    @Operation(
            operationId = "test",
            summary = "Sends a test notification to every receiver",
            description = "One attempt each; returns the results by receiver. Nothing is written to Kafka.")
    public Uni<Map<String, Attempt>> test() {
        return Uni.createFrom().completionStage(receiverTest::run);
    }

    @GET
    @Path("/notices")
    @Operation(operationId = "notices", summary = "Notifications, newest first, with every attempt at every receiver")
    public List<Notification> notifications(
            @Parameter(
                            description = "How many at most",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "" + MAX_NOTIFICATIONS,
                                            defaultValue = "100"))
                    @QueryParam("limit")
                    @DefaultValue("100")
                    String limit) {
        var notifications = view.notifications();
        var first = Math.max(0, notifications.size() - validated(limit));
        var newest = new ArrayList<>(notifications.subList(first, notifications.size()));
        Collections.reverse(newest);
        return newest;
    }

    /** Text, because the framework answers 404 to a number that it cannot read. */
    private static int validated(String limit) {
        if (!LIMIT.matcher(limit).matches() || Integer.parseInt(limit) > MAX_NOTIFICATIONS) {
            throw new BadRequestException("limit must be a whole number from 1 to %d".formatted(MAX_NOTIFICATIONS));
        }
        return Integer.parseInt(limit);
    }

    @POST
    @Path("/notices/{id}/deliveries/{receiver}")
    @Operation(
            operationId = "redeliver",
            summary = "Sends a notification to a receiver once more",
            description = "Restarts a delivery that has ended; one that is pending is retried anyway.")
    public Redelivery redeliver(@PathParam("id") String id, @PathParam("receiver") String receiver) {
        var notification = view.notification(id);
        if (notification.isEmpty() || !notification.get().deliveries().containsKey(receiver)) {
            throw new NotFoundException("no such notification, or not for that receiver");
        }
        if (receivers.stream()
                .noneMatch(
                        each -> each.name().equals(receiver) && !each.notifier().expectsRepeats())) {
            throw new BadRequestException(
                    "the receiver is not configured any more, or is an Alertmanager, which gets all alerts every minute");
        }
        var request = new Redelivery(id, receiver, user.name(), clock.instant());
        log.write(OperatorActions.redeliveryKey(id, receiver), request);
        return request;
    }
}
