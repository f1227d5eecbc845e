package io.footfall.alerts.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.alerts.rules.SecurityEvent;
import io.footfall.alerts.state.RecordPosition;
import io.footfall.events.ClickJson;
import io.footfall.events.Headers;
import io.footfall.events.Json;
import io.footfall.events.PageViewWindow;
import io.footfall.events.TrafficWindow;
import io.footfall.events.requests.RequestJson;
import io.footfall.events.topics.Topics;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decodes records of the topics that the rules are evaluated on. Thread-safe. */
@RegisterForReflection(
        targets = {PageViewWindow.class, TrafficWindow.class},
        registerFullHierarchy = true)
public final class SecurityEventDecoder {
    private static final Pattern ORIGIN = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*://[^/?#]*");
    private static final Pattern AFTER_PATH = Pattern.compile("[?#].*$", Pattern.DOTALL);

    private final Topics topics;

    public SecurityEventDecoder(Topics topics) {
        this.topics = topics;
    }

    /**
     * Decodes a record; empty for one that only deletes an older one.
     *
     * @throws UncheckedIOException if the value is malformed, which is a fault of the system and not of a visitor
     */
    public Optional<ReceivedEvent> decode(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return Optional.empty();
        }
        return Optional.of(new ReceivedEvent(
                event(record),
                new RecordPosition(record.partition(), record.offset()),
                Instant.ofEpochMilli(record.timestamp())));
    }

    private SecurityEvent event(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(topics.forbidden())) {
            return forbiddenClick(record);
        }
        if (record.topic().equals(topics.suspiciousRequests())) {
            return suspiciousRequest(record);
        }
        var writtenAt = Instant.ofEpochMilli(record.timestamp());
        if (record.topic().equals(topics.pageViews())) {
            return new SecurityEvent.PageViewUpdate(Json.read(record.value(), PageViewWindow.class), writtenAt);
        }
        if (record.topic().equals(topics.traffic())) {
            return new SecurityEvent.TrafficUpdate(Json.read(record.value(), TrafficWindow.class), writtenAt);
        }
        throw new IllegalArgumentException("No rule uses records of topic " + record.topic());
    }

    private static SecurityEvent forbiddenClick(ConsumerRecord<byte[], byte[]> record) {
        try {
            var click = ClickJson.read(record.value());
            var path = header(record, Headers.FORBIDDEN_PATH, pathOf(click.article()));
            var pattern = header(record, Headers.FORBIDDEN_PATTERN, path);
            var loggedAt = header(record, Headers.SOURCE_TIMESTAMP, Long.toString(record.timestamp()));
            return new SecurityEvent.ForbiddenClick(
                    click, path, pattern, Instant.ofEpochMilli(Long.parseLong(loggedAt)));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Record %d of partition %d of topic %s is no click"
                            .formatted(record.offset(), record.partition(), record.topic()),
                    e);
        }
    }

    private static SecurityEvent suspiciousRequest(ConsumerRecord<byte[], byte[]> record) {
        try {
            var request = RequestJson.read(record.value());
            var loggedAt = header(record, Headers.SOURCE_TIMESTAMP, Long.toString(record.timestamp()));
            return new SecurityEvent.SuspiciousRequest(
                    record.key() == null ? "" : new String(record.key(), UTF_8),
                    request,
                    header(record, Headers.REASON, ""),
                    header(record, Headers.PATH, Objects.requireNonNullElse(request.path(), "/")),
                    record.headers().lastHeader(Headers.BOT) != null,
                    Instant.ofEpochMilli(Long.parseLong(loggedAt)));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Record %d of partition %d of topic %s is no request"
                            .formatted(record.offset(), record.partition(), record.topic()),
                    e);
        }
    }

    /** The path of a URL as it was sent, for records of older versions, which do not have the normalised path. */
    static String pathOf(String url) {
        var path = AFTER_PATH.matcher(ORIGIN.matcher(url).replaceFirst("")).replaceFirst("");
        return path.isEmpty() ? "/" : path;
    }

    private static String header(ConsumerRecord<?, ?> record, String name, String defaultValue) {
        var header = record.headers().lastHeader(name);
        return header == null ? defaultValue : new String(header.value(), UTF_8);
    }
}
