package io.footfall.alerts;

import io.footfall.alerts.notify.Delivery;
import io.footfall.alerts.notify.Notification;
import io.footfall.alerts.rules.Finding;
import io.footfall.alerts.rules.RuleEngine;
import io.footfall.alerts.rules.SecurityEvent.ForbiddenClick;
import io.footfall.events.Alert;
import io.footfall.events.Click;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An alert that was notified before the service was restarted, and its next click. */
public final class EarlierRun {
    static final Click CLICK = click("https://www.site.example/setup.php", "2018-01-13T05:04:04.345Z");
    static final String PATH = "/setup.php";
    static final Alert ALERT = alert();
    static final Notification NOTIFICATION = new Notification(
            "msg_earlier",
            Notification.Kind.FIRING,
            ALERT.rule(),
            ALERT.firedAt(),
            List.of(ALERT),
            Map.of("oncall", new Delivery(Delivery.Status.DELIVERED, null, 1, List.of())));

    private EarlierRun() {}

    static Click click(String article, String time) {
        return new Click(
                "desktop", Instant.parse(time).toEpochMilli(), "Title", "NL", 0, "linux", article, 0, "firefox");
    }

    private static Alert alert() {
        var occurrence = (Finding.Occurrence) new RuleEngine(DefaultReplica.thresholds())
                .evaluate(new ForbiddenClick(CLICK, PATH, PATH, Instant.ofEpochMilli(CLICK.tsIngest())))
                .orElseThrow();
        return new Alert(
                occurrence.key().fingerprint(),
                occurrence.key().rule(),
                occurrence.key().severity(),
                Alert.Status.FIRING,
                occurrence.summary(),
                occurrence.at(),
                occurrence.at(),
                Instant.parse("2018-01-13T05:04:05.000Z"),
                null,
                3,
                occurrence.evidence(),
                Map.of());
    }
}
