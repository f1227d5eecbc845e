package io.footfall.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.alerts.notify.Attempt;
import io.footfall.alerts.notify.DeadLetter;
import io.footfall.alerts.notify.Delivery;
import io.footfall.alerts.notify.Notification;
import io.footfall.alerts.notify.SampleAlerts;
import io.footfall.alerts.state.actions.Acknowledgement;
import io.footfall.alerts.state.actions.DisabledReceiver;
import io.footfall.alerts.state.actions.Redelivery;
import io.footfall.alerts.state.actions.Silence;
import io.footfall.events.Alert.Severity;
import io.footfall.events.Alert.Status;
import io.footfall.events.Json;
import io.footfall.testing.Schemas;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The fields of the records that this service writes and reads, which other programs may read too. */
class AlertTopicsShapeTest {
    private static final Instant TIME = Instant.EPOCH;
    private static final Notification NOTIFICATION = new Notification(
            "id",
            Notification.Kind.FIRING,
            "flood",
            TIME,
            List.of(SampleAlerts.alert("f", Status.FIRING, Severity.WARNING)),
            Map.of("oncall", new Delivery(Delivery.Status.PENDING, TIME, 1, List.of(new Attempt(TIME, 1, "o", null)))));

    @Test
    void aNotificationKeepsItsFields() {
        assertThat(json(NOTIFICATION))
                .startsWith(
                        "{\"id\":\"id\",\"kind\":\"FIRING\",\"group\":\"flood\",\"at\":\"1970-01-01T00:00:00.000Z\",\"alerts\":[{")
                .endsWith(
                        "}],\"deliveries\":{\"oncall\":{\"status\":\"PENDING\",\"next_at\":\"1970-01-01T00:00:00.000Z\","
                                + "\"tries\":1,\"attempts\":[{\"at\":\"1970-01-01T00:00:00.000Z\",\"millis\":1,\"outcome\":\"o\","
                                + "\"detail\":null}]}},\"pending\":true}");
        assertThat(Json.read(Json.write(NOTIFICATION), Notification.class)).isEqualTo(NOTIFICATION);
        Schemas.assertDescribed("notification", Json.write(NOTIFICATION));
    }

    @Test
    void aDeadLetterKeepsItsFields() {
        var letter = new DeadLetter("oncall", "http_404", "detail", 1, TIME, NOTIFICATION);

        assertThat(json(letter))
                .startsWith("{\"receiver\":\"oncall\",\"reason\":\"http_404\",\"detail\":\"detail\",\"attempts\":1,"
                        + "\"given_up_at\":\"1970-01-01T00:00:00.000Z\",\"notice\":{\"id\":\"id\"");
        Schemas.assertDescribed("dead-letter", Json.write(letter));
    }

    @Test
    void operatorActionsKeepTheirFields() {
        assertThat(json(new Redelivery("id", "oncall", "ann", TIME)))
                .isEqualTo(
                        "{\"notice\":\"id\",\"receiver\":\"oncall\",\"by\":\"ann\",\"at\":\"1970-01-01T00:00:00.000Z\"}");
        assertThat(json(new DisabledReceiver("oncall", "hash", TIME)))
                .isEqualTo("{\"receiver\":\"oncall\",\"address\":\"hash\",\"at\":\"1970-01-01T00:00:00.000Z\"}");
        assertThat(json(new Acknowledgement("f", TIME, Severity.WARNING, "ann", TIME, null)))
                .isEqualTo("{\"fingerprint\":\"f\",\"fired_at\":\"1970-01-01T00:00:00.000Z\",\"severity\":\"WARNING\","
                        + "\"by\":\"ann\",\"at\":\"1970-01-01T00:00:00.000Z\",\"comment\":null}");
        assertThat(json(new Silence("i", "flood", null, TIME, TIME, "ann", null)))
                .isEqualTo(
                        "{\"id\":\"i\",\"rule\":\"flood\",\"fingerprint\":null,\"from\":\"1970-01-01T00:00:00.000Z\","
                                + "\"until\":\"1970-01-01T00:00:00.000Z\",\"by\":\"ann\",\"comment\":null}");
    }

    @Test
    void operatorActionsFollowTheirSchemas() {
        var actions = Map.of(
                "redelivery", new Redelivery("id", "oncall", "ann", TIME),
                "disablement", new DisabledReceiver("oncall", "hash", TIME),
                "acknowledgement", new Acknowledgement("f", TIME, Severity.WARNING, "ann", TIME, null),
                "silence", new Silence("i", "flood", null, TIME, TIME, "ann", null));

        actions.forEach((kind, action) -> {
            Schemas.assertDescribed("operator-actions#/$defs/" + kind, Json.write(action));
            Schemas.assertValid("operator-actions", Json.write(action));
        });
    }

    private static String json(Object value) {
        return new String(Json.write(value), UTF_8);
    }
}
