package io.footfall.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.alerts.rules.Finding;
import io.footfall.alerts.rules.FloodRule;
import io.footfall.alerts.rules.ForbiddenPathRule;
import io.footfall.alerts.rules.SilenceRule;
import io.footfall.events.Alert;
import io.footfall.events.ClickCounts;
import io.footfall.events.ClickJson;
import io.footfall.events.Headers;
import io.footfall.events.Json;
import io.footfall.events.PageViewWindow;
import io.footfall.events.TrafficWindow;
import io.footfall.events.topics.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records of the topics that alerts come from in; what the rules find in them out. */
final class Judges {
    private final Topics topics;
    private final ForbiddenPathRule forbiddenPaths;
    private final FloodRule floods;
    private final SilenceRule silence;
    private Instant newestWindow = Instant.MIN;
    private long newestCount;

    Judges(Topics topics, Thresholds thresholds) {
        this.topics = topics;
        this.forbiddenPaths = new ForbiddenPathRule(thresholds.forbiddenPath());
        this.floods = new FloodRule(thresholds.flood());
        this.silence = new SilenceRule(thresholds.silence());
    }

    Optional<Finding> judge(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return Optional.empty();
        }
        if (record.topic().equals(topics.forbidden())) {
            return Optional.of(forbidden(record));
        }
        if (record.topic().equals(topics.pageViews())) {
            return flagged(Json.read(record.value(), PageViewWindow.class), Instant.ofEpochMilli(record.timestamp()));
        }
        if (!ClickCounts.isKey(new String(record.key(), UTF_8))) {
            floods.heard(Json.read(record.value(), TrafficWindow.class));
        }
        return Optional.empty();
    }

    /** Goes on with an alert that no sign is needed for. */
    void resume(Alert alert) {
        if (alert.rule().equals(SilenceRule.NAME) && alert.status() == Alert.Status.FIRING) {
            silence.resume(alert);
        }
    }

    /** What is found because time passes. */
    List<Finding> at(Instant now) {
        return silence.at(now).stream().toList();
    }

    private Finding forbidden(ConsumerRecord<byte[], byte[]> record) {
        try {
            var click = ClickJson.read(record.value());
            var path = header(record, Headers.FORBIDDEN_PATH, ForbiddenPathRule.pathOf(click.article()));
            var pattern = header(record, Headers.FORBIDDEN_PATTERN, path);
            var loggedAt = header(record, Headers.SOURCE_TIMESTAMP, Long.toString(record.timestamp()));
            return forbiddenPaths.judge(click, path, pattern, Instant.ofEpochMilli(Long.parseLong(loggedAt)));
        } catch (IOException e) {
            throw new UncheckedIOException("a record of the forbidden clicks is no click", e);
        }
    }

    private Optional<Finding> flagged(PageViewWindow window, Instant writtenAt) {
        var count = window.count()
                + window.unflaggedCount()
                + window.outOfMarket().count()
                + window.outOfMarket().unflaggedCount();
        var start = window.window().start();
        var isGrown = start.isAfter(newestWindow) || (start.equals(newestWindow) && count > newestCount);
        if (isGrown) {
            newestWindow = start;
            newestCount = count;
            silence.heard(writtenAt);
        }
        return floods.judge(window, writtenAt);
    }

    private static String header(ConsumerRecord<?, ?> record, String name, String absent) {
        var header = record.headers().lastHeader(name);
        return header == null ? absent : new String(header.value(), UTF_8);
    }
}
