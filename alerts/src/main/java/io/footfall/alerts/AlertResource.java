package io.footfall.alerts;

import io.footfall.alerts.life.AlertBook;
import io.footfall.alerts.notify.Notifications;
import io.footfall.events.Alert;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code GET /alerts} answers what the book holds; {@code POST /alerts/test} tells every receiver of a test. */
@Path("/alerts")
@Produces(MediaType.APPLICATION_JSON)
public class AlertResource {
    private final AlertBook book;
    private final Notifications notifications;
    private final Clock clock;

    AlertResource(AlertBook book, Notifications notifications, Clock clock) {
        this.book = book;
        this.notifications = notifications;
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "alerts",
            summary = "Alerts, newest sign first",
            description = "Firing are those with a sign within the quiet period, by the clock on the wall;"
                    + " recent are all others that are remembered. Texts hold what visitors sent: escape them.")
    public AlertBook.Snapshot alerts() {
        return book.snapshot();
    }

    @POST
    @Path("/test")
    @Operation(
            operationId = "test",
            summary = "Sends a test alert to every receiver that is set up",
            description = "One attempt each; answers what came of it. Nothing is written to a topic.")
    public CompletionStage<List<Notifications.Result>> test() {
        var now = clock.instant();
        return notifications.test(new Alert(
                "test",
                "test",
                Alert.Severity.WARNING,
                Alert.Status.FIRING,
                "This is a test of Footfall's alerts: nothing has happened",
                now,
                now,
                now,
                null,
                0,
                List.of(),
                Map.of()));
    }
}
