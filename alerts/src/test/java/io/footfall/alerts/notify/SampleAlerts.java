package io.footfall.alerts.notify;

import io.footfall.events.Alert;
import io.footfall.events.Alert.Severity;
import io.footfall.events.Alert.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

public final class SampleAlerts {
    public static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private SampleAlerts() {}

    public static Alert alert(String fingerprint, Status status, Severity severity) {
        return alert(fingerprint, status, severity, NOW);
    }

    public static Alert alert(String fingerprint, Status status, Severity severity, Instant firedAt) {
        return new Alert(
                fingerprint,
                "forbidden-path",
                severity,
                status,
                "A management page was requested: /admin",
                NOW,
                NOW,
                status == Status.PENDING ? null : firedAt,
                status == Status.RESOLVED ? NOW.plusSeconds(20) : null,
                1,
                List.of("evidence"),
                Map.of());
    }

    public static Notification notification(String id, String... receivers) {
        return notificationOf("a", id, receivers);
    }

    public static Notification notificationOf(String fingerprint, String id, String... receivers) {
        var deliveries = new TreeMap<String, Delivery>();
        for (var receiver : receivers) {
            deliveries.put(receiver, Delivery.start(NOW));
        }
        var alerts = List.of(alert(fingerprint, Status.FIRING, Severity.WARNING));
        return new Notification(id, Notification.Kind.FIRING, "forbidden-path", NOW, alerts, deliveries);
    }
}
