package io.footfall.alerts.notify;

import io.footfall.events.Alert;
import io.footfall.events.EventTime;
import io.footfall.events.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The forms in which a notice is POSTed: a notice in, JSON out. */
public enum Payload {
    /** {@code {"type":"alert.firing","timestamp":…,"data":{"group":…,"title":…,"alerts":[…]}}}. */
    WEBHOOK {
        @Override
        Object of(Notice notice) {
            var data = ordered("group", notice.group(), "title", notice.title(), "alerts", notice.alerts());
            return ordered("type", notice.kind().type(), "timestamp", notice.at(), "data", data);
        }
    },
    /** A message for an incoming webhook of Slack or of what understands the same, such as Mattermost. */
    SLACK {
        @Override
        Object of(Notice notice) {
            var blocks = notice.alerts().stream()
                    .limit(MOST_BLOCKS)
                    .map(alert -> ordered(
                            "type",
                            "section",
                            "text",
                            ordered("type", "plain_text", "text", text(alert), "emoji", false)))
                    .toList();
            return ordered("text", escaped(notice.title()), "blocks", blocks);
        }
    },
    /** What Prometheus' Alertmanager takes at {@code /api/v2/alerts}. */
    ALERTMANAGER {
        @Override
        Object of(Notice notice) {
            return notice.alerts().stream()
                    .map(alert -> alertmanager(alert, notice))
                    .toList();
        }
    };

    private static final Duration FIRING_LASTS = Duration.ofDays(1);
    private static final Duration TEST_LASTS = Duration.ofMinutes(5);
    private static final int MOST_BLOCKS = 40;
    private static final int LONGEST_TEXT = 2_900;

    abstract Object of(Notice notice);

    byte[] bytes(Notice notice) {
        return Json.write(of(notice));
    }

    /** It takes for over what is not sent again within minutes, unless it is told until when it lasts. */
    private static Map<String, Object> alertmanager(Alert alert, Notice notice) {
        var labels = ordered(
                "alertname",
                alert.rule(),
                "severity",
                alert.severity().toString().toLowerCase(Locale.ROOT),
                "fingerprint",
                alert.fingerprint());
        var annotations = ordered("summary", alert.summary(), "description", String.join("\n", alert.evidence()));
        var json = ordered("labels", labels, "annotations", annotations, "startsAt", time(alert.firedAt()));
        var lasts = notice.kind() == Notice.Kind.TEST ? TEST_LASTS : FIRING_LASTS;
        json.put("endsAt", time(alert.resolvedAt() == null ? notice.at().plus(lasts) : alert.resolvedAt()));
        return json;
    }

    private static String time(Instant time) {
        return EventTime.format(time);
    }

    private static String text(Alert alert) {
        var text = alert.severity() + " · " + alert.status() + " · " + alert.summary() + "\n"
                + String.join("\n", alert.evidence());
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }

    /** What is no plain text to Slack: its three special characters, with which links and mentions begin. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (var index = 0; index < namesAndValues.length; index += 2) {
            map.put((String) namesAndValues[index], namesAndValues[index + 1]);
        }
        return map;
    }
}
