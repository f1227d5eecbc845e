package io.footfall.alerts;

import io.footfall.alerts.notify.Delivery;
import io.footfall.alerts.notify.Notice;
import io.footfall.alerts.rules.Finding;
import io.footfall.alerts.rules.ForbiddenPathRule;
import io.footfall.events.Alert;
import io.footfall.events.Click;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An alert that people were told of before the service was started again, and its next click. */
final class Earlier {
    static final Click CLICK = click("https://www.site.example/setup.php", "2018-01-13T05:04:04.345Z");
    static final String PATH = "/setup.php";
    static final Alert ALERT = alert();
    static final Notice NOTICE = new Notice(
            "msg_earlier",
            Notice.Kind.FIRING,
            ALERT.rule(),
            ALERT.firedAt(),
            List.of(ALERT),
            Map.of("duty", new Delivery(Delivery.Status.DELIVERED, null, 1, List.of())));

    private Earlier() {}

    static Click click(String article, String time) {
        return new Click(
                "desktop", Instant.parse(time).toEpochMilli(), "Title", "NL", 0, "linux", article, 0, "firefox");
    }

    private static Alert alert() {
        var sign = (Finding.Sign) new ForbiddenPathRule(new ForbiddenPathRule.Policy(Duration.ofMinutes(5), 5, 20))
                .judge(CLICK, PATH, PATH, Instant.ofEpochMilli(CLICK.tsIngest()));
        return new Alert(
                sign.cause().fingerprint(),
                sign.cause().rule(),
                sign.cause().severity(),
                Alert.Status.FIRING,
                sign.summary(),
                sign.at(),
                sign.at(),
                Instant.parse("2018-01-13T05:04:05.000Z"),
                null,
                3,
                List.of(sign.evidence()),
                Map.of());
    }
}
