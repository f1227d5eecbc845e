package io.footfall.events.topics;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Kafka's settings of the kinds of topics. */
final class TopicSettings {
    static final Map<String, String> KEPT_FOR_EVER = Map.of("cleanup.policy", "delete", "retention.ms", "-1");
    /** Only closed segments are compacted, and readers start at the beginning, so segments are short. */
    private static final String SEGMENT_MILLIS =
            Long.toString(Duration.ofMinutes(10).toMillis());

    static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact", "segment.ms", SEGMENT_MILLIS);

    /**
     * A record has the time at which the day of its key begins, up to a day ahead. So a key is deleted two hours after
     * its day. Never compacted: the first key of a day counts. Each day has a segment of its own.
     */
    static final Map<String, String> VISITOR_KEYS = Map.of(
            "cleanup.policy",
            "delete",
            "retention.ms",
            Long.toString(Duration.ofHours(26).toMillis()),
            "segment.ms",
            SEGMENT_MILLIS,
            "message.timestamp.type",
            "CreateTime",
            "message.timestamp.after.max.ms",
            Long.toString(Duration.ofHours(25).toMillis()));

    private TopicSettings() {}

    /** Timestamps are the broker's: a replayed old click would else be deleted before it is stored. */
    static Map<String, String> perClickFor(Duration age) {
        var settings = new HashMap<>(keptFor(age));
        settings.put("message.timestamp.type", "LogAppendTime");
        return settings;
    }

    /** Records may have twice the size of the largest click, because headers come on top of it. */
    static Map<String, String> keptFor(Duration age) {
        return Map.of(
                "cleanup.policy", "delete",
                "retention.ms", Long.toString(age.toMillis()),
                "max.message.bytes", "2097152");
    }

    /** Records are merged within seconds. The size bounds the topic when strangers make them large. */
    static Map<String, String> mergedFor(Duration age) {
        var settings = new HashMap<>(keptFor(age));
        settings.putAll(Map.of("retention.bytes", "4294967296", "segment.bytes", "268435456"));
        return settings;
    }

    static Map<String, String> compactedFor(Duration age) {
        return Map.of(
                "cleanup.policy",
                "compact,delete",
                "retention.ms",
                Long.toString(age.toMillis()),
                "segment.ms",
                SEGMENT_MILLIS);
    }
}
