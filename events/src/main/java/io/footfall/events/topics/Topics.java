package io.footfall.events.topics;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Every topic of one serving version, declared once. {@code clicks} is the source of truth and is
 * shared by all versions, like {@code visitor-keys}; every topic that is derived from it carries the version as a
 * suffix ({@code clicks-cleaned-v2}), so that a second serving version can be built beside the live one.
 */
public final class Topics {
    private static final Pattern VERSION = Pattern.compile("[a-z0-9]*");
    private static final Map<String, String> KEPT_FOR_EVER = Map.of("cleanup.policy", "delete", "retention.ms", "-1");
    /** Only closed segments are compacted, and readers start at the beginning, so segments are short. */
    private static final String SEGMENT_MILLIS =
            Long.toString(Duration.ofMinutes(10).toMillis());

    private static final Map<String, String> COMPACTED =
            Map.of("cleanup.policy", "compact", "segment.ms", SEGMENT_MILLIS);

    /**
     * A record has the time at which the day of its key begins, up to a day ahead. So a key is deleted two hours after
     * its day. Never compacted: the first key of a day counts. Each day has a segment of its own.
     */
    private static final Map<String, String> VISITOR_KEYS = Map.of(
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

    private final String suffix;

    /**
     * @param servingVersion lower-case letters and digits, or empty for the unsuffixed names
     * @throws IllegalArgumentException if the version has any other character, or is a word of another name
     */
    public Topics(String servingVersion) {
        if (!VERSION.matcher(servingVersion).matches()) {
            throw new IllegalArgumentException(
                    "footfall.serving-version must be lower-case letters and digits, not '" + servingVersion + "'");
        }
        if (!servingVersion.isEmpty() && ReservedWords.contains(servingVersion)) {
            throw new IllegalArgumentException(
                    "footfall.serving-version must not be '%s', which is a word in the names of topics and groups: choose another, such as v2"
                            .formatted(servingVersion));
        }
        this.suffix = servingVersion.isEmpty() ? "" : "-" + servingVersion;
    }

    /** Suffix of derived topics, consumer groups, application ids and buckets: empty, or {@code -v2}. */
    public String suffix() {
        return suffix;
    }

    public String clicks() {
        return "clicks";
    }

    /** Sealed keys of visitor ids, one a day; shared by all versions, like {@code clicks}. */
    public String visitorKeys() {
        return "visitor-keys";
    }

    public String cleaned() {
        return "clicks-cleaned" + suffix;
    }

    public String outOfMarket() {
        return "clicks-out-of-market" + suffix;
    }

    public String rejected() {
        return "clicks-rejected" + suffix;
    }

    public String forbidden() {
        return "clicks-calculated-forbidden" + suffix;
    }

    public String pageViews() {
        return "clicks-calculated-ddos" + suffix;
    }

    public String traffic() {
        return "clicks-calculated-traffic" + suffix;
    }

    /** Internal to the processor: what each partition of {@code clicks} adds to the open windows. */
    public String partialTotals() {
        return "clicks-partial-totals" + suffix;
    }

    /** Internal to the processor: progress of the merge of those totals, so that no partition gets too far ahead. */
    public String mergeProgress() {
        return "clicks-merge-progress" + suffix;
    }

    /** Counts of what became of the clicks, one record a partition of {@code clicks}. */
    public String clickCounts() {
        return "clicks-accounting" + suffix;
    }

    public String alerts() {
        return "alerts" + suffix;
    }

    public String undelivered() {
        return "alerts-undelivered" + suffix;
    }

    /** Notifications about alerts, with every attempt to deliver them. */
    public String notifications() {
        return "alerts-notices" + suffix;
    }

    /** What operators did: silences, acknowledgements and redeliveries; and receivers that were switched off. */
    public String operatorActions() {
        return "alerts-decisions" + suffix;
    }

    /** Definition of {@code clicks}. */
    public Topic clicksTopic(int partitions) {
        return new Topic(clicks(), partitions, KEPT_FOR_EVER);
    }

    /** Definition of {@code visitor-keys}. */
    public Topic visitorKeysTopic() {
        return new Topic(visitorKeys(), 1, VISITOR_KEYS);
    }

    /** Topics with one record a click; a record has the partition number of its click. */
    public List<String> perClick() {
        return List.of(cleaned(), outOfMarket(), rejected(), forbidden());
    }

    /**
     * Definitions of all topics.
     *
     * @param partitions of {@code clicks} and of the topics with one record a click; topics of windows have one
     */
    public List<Topic> all(int partitions) {
        return List.of(
                clicksTopic(partitions),
                visitorKeysTopic(),
                new Topic(cleaned(), partitions, perClickFor(Duration.ofDays(7))),
                new Topic(outOfMarket(), partitions, perClickFor(Duration.ofDays(7))),
                new Topic(rejected(), partitions, perClickFor(Duration.ofDays(30))),
                new Topic(forbidden(), partitions, perClickFor(Duration.ofDays(30))),
                new Topic(partialTotals(), 1, mergedFor(Duration.ofDays(7))),
                new Topic(mergeProgress(), 1, COMPACTED),
                new Topic(pageViews(), 1, compactedFor(Duration.ofDays(30))),
                new Topic(traffic(), 1, compactedFor(Duration.ofDays(1))),
                new Topic(clickCounts(), 1, COMPACTED),
                new Topic(alerts(), partitions, COMPACTED),
                new Topic(undelivered(), partitions, keptFor(Duration.ofDays(30))),
                new Topic(notifications(), partitions, compactedFor(Duration.ofDays(30))),
                new Topic(operatorActions(), 1, COMPACTED));
    }

    /** Timestamps are the broker's: a replayed old click would else be deleted before it is stored. */
    private static Map<String, String> perClickFor(Duration age) {
        var settings = new HashMap<>(keptFor(age));
        settings.put("message.timestamp.type", "LogAppendTime");
        return settings;
    }

    /** Records may have twice the size of the largest click, because headers come on top of it. */
    private static Map<String, String> keptFor(Duration age) {
        return Map.of(
                "cleanup.policy", "delete",
                "retention.ms", Long.toString(age.toMillis()),
                "max.message.bytes", "2097152");
    }

    /** Records are merged within seconds. The size bounds the topic when strangers make them large. */
    private static Map<String, String> mergedFor(Duration age) {
        var settings = new HashMap<>(keptFor(age));
        settings.putAll(Map.of("retention.bytes", "4294967296", "segment.bytes", "268435456"));
        return settings;
    }

    private static Map<String, String> compactedFor(Duration age) {
        return Map.of(
                "cleanup.policy",
                "compact,delete",
                "retention.ms",
                Long.toString(age.toMillis()),
                "segment.ms",
                SEGMENT_MILLIS);
    }
}
