package io.footfall.alerts.notify.webhook;

import io.footfall.alerts.notify.DefangedText;
import io.footfall.alerts.notify.Notification;
import io.footfall.events.Alert;
import io.footfall.events.EventTime;
import io.footfall.events.Json;
import io.footfall.events.text.TextLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** JSON forms of a notification. */
public enum WebhookPayload {
    /** {@code {"type":"alert.firing","timestamp":…,"data":{"group":…,"title":…,"alerts":[…]}}}. */
    WEBHOOK {
        @Override
        Object body(Notification notification, String publicUrl) {
            var data =
                    map("group", notification.group(), "title", notification.title(), "alerts", notification.alerts());
            return map("type", notification.kind().type(), "timestamp", notification.at(), "data", data);
        }
    },
    /**
     * A message for incoming webhooks of Slack, which shows the blocks, and of services that are compatible, such as
     * Mattermost, which show the text. In a block of code they know neither mentions nor links.
     */
    SLACK {
        @Override
        Object body(Notification notification, String publicUrl) {
            var texts = DefangedText.of(notification).alerts().stream()
                    .map(WebhookPayload::text)
                    .toList();
            var blocks = texts.stream()
                    .limit(MAX_BLOCKS)
                    .map(text -> map("type", "plain_text", "text", shortened(text), "emoji", false))
                    .map(text -> map("type", "section", "text", text))
                    .toList();
            var code = shortened(String.join("\n\n", texts)).replace('`', '\'');
            return map("text", escaped(notification.heading() + "\n```\n" + code + "\n```"), "blocks", blocks);
        }
    },
    /** The body of Alertmanager's {@code POST /api/v2/alerts}. */
    ALERTMANAGER {
        @Override
        Object body(Notification notification, String publicUrl) {
            return DefangedText.of(notification).alerts().stream()
                    .map(alert -> alertmanager(alert, notification.at(), publicUrl))
                    .toList();
        }
    };

    /** Four times as long as until the next request, as Prometheus has it: some may be lost. */
    private static final Duration FIRING_DURATION = Duration.ofMinutes(4);
    /** Slack takes 50 blocks of 3,000 characters, Mattermost a text of 16,383, which escaping makes longer. */
    private static final int MAX_BLOCKS = 40;

    private static final int MAX_TEXT = 2_900;

    abstract Object body(Notification notification, String publicUrl);

    /**
     * The JSON form of a notification.
     *
     * @param publicUrl address of the API of alerts, or empty
     */
    byte[] bytes(Notification notification, String publicUrl) {
        return Json.write(body(notification, publicUrl));
    }

    /** Alertmanager resolves an alert at its {@code endsAt}, unless a later request has another one. */
    private static Map<String, Object> alertmanager(Alert alert, Instant now, String publicUrl) {
        var labels = map(
                "alertname",
                alert.rule(),
                "severity",
                alert.severity().toString().toLowerCase(Locale.ROOT),
                "fingerprint",
                alert.fingerprint());
        var description = String.join("\n", alert.evidence());
        var annotations = map("summary", withoutTags(alert.summary()), "description", withoutTags(description));
        var json = map("labels", labels, "annotations", annotations, "startsAt", time(alert.firedAt()));
        json.put("endsAt", time(alert.resolvedAt() == null ? now.plus(FIRING_DURATION) : alert.resolvedAt()));
        if (!publicUrl.isEmpty()) {
            json.put("generatorURL", publicUrl + "/alerts/" + alert.fingerprint());
        }
        return json;
    }

    private static String time(Instant time) {
        return EventTime.format(time);
    }

    private static String text(Alert alert) {
        return alert.severity() + " · " + alert.status() + " · " + alert.summary() + "\n"
                + String.join("\n", alert.evidence());
    }

    private static String shortened(String text) {
        return text.length() <= MAX_TEXT ? text : TextLimit.cut(text, MAX_TEXT) + "…";
    }

    /** Escapes the three characters with which Slack's links and mentions begin. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Alertmanager's templates for chats escape nothing. */
    private static String withoutTags(String text) {
        return text.replace('<', '‹').replace('>', '›');
    }

    private static Map<String, Object> map(Object... namesAndValues) {
        var fields = new LinkedHashMap<String, Object>();
        for (var index = 0; index < namesAndValues.length; index += 2) {
            fields.put((String) namesAndValues[index], namesAndValues[index + 1]);
        }
        return fields;
    }
}
