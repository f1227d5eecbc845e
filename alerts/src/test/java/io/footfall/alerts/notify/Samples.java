package io.footfall.alerts.notify;

import io.footfall.events.Alert;
import io.footfall.events.Alert.Severity;
import io.footfall.events.Alert.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

final class Samples {
    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private Samples() {}

    static Alert alert(String fingerprint, Status status, Severity severity) {
        return alert(fingerprint, status, severity, NOW);
    }

    static Alert alert(String fingerprint, Status status, Severity severity, Instant firedAt) {
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

    static Notice notice(String id, String... receivers) {
        return noticeOf("a", id, receivers);
    }

    static Notice noticeOf(String fingerprint, String id, String... receivers) {
        var deliveries = new TreeMap<String, Delivery>();
        for (var receiver : receivers) {
            deliveries.put(receiver, Delivery.begin(NOW));
        }
        var alerts = List.of(alert(fingerprint, Status.FIRING, Severity.WARNING));
        return new Notice(id, Notice.Kind.FIRING, "forbidden-path", NOW, alerts, deliveries);
    }
}
