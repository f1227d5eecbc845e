package io.footfall.events;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Every topic of one serving version, declared once. {@code clicks} is the source of truth and is
 * shared by all versions; whatever is derived from it carries the version as a suffix
 * ({@code clicks-cleaned-v2}), so that a second serving layer can be built beside the live one.
 */
public final class Topics {
    private static final Pattern VERSION = Pattern.compile("[a-z0-9]*");
    private static final Map<String, String> FOR_EVER = Map.of("cleanup.policy", "delete", "retention.ms", "-1");
    /** Only closed segments are compacted, and readers start at the beginning: they are short. */
    private static final String SEGMENT_MILLIS =
            Long.toString(Duration.ofMinutes(10).toMillis());

    private static final Map<String, String> NEWEST_FOR_EVER =
            Map.of("cleanup.policy", "compact", "segment.ms", SEGMENT_MILLIS);

    private final String suffix;

    /**
     * @param servingVersion lower-case letters and digits, or empty for the unsuffixed names
     * @throws IllegalArgumentException if the version has any other character
     */
    public Topics(String servingVersion) {
        if (!VERSION.matcher(servingVersion).matches()) {
            throw new IllegalArgumentException(
                    "footfall.serving-version must be lower-case letters and digits, not '" + servingVersion + "'");
        }
        this.suffix = servingVersion.isEmpty() ? "" : "-" + servingVersion;
    }

    /** What derived topics, consumer groups, application ids and buckets end in: empty, or {@code -v2}. */
    public String suffix() {
        return suffix;
    }

    public String clicks() {
        return "clicks";
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

    public String flagged() {
        return "clicks-calculated-ddos" + suffix;
    }

    public String traffic() {
        return "clicks-calculated-traffic" + suffix;
    }

    /** The processor's own: what each partition of {@code clicks} adds to the open windows. */
    public String partials() {
        return "clicks-partial-totals" + suffix;
    }

    /** The processor's own: how far the merge of those totals is, so that no partition gets too far ahead. */
    public String horizon() {
        return "clicks-horizon" + suffix;
    }

    public String alerts() {
        return "alerts" + suffix;
    }

    public String undelivered() {
        return "alerts-undelivered" + suffix;
    }

    /** What people were told of alerts, and how each receiver took it. */
    public String notices() {
        return "alerts-notices" + suffix;
    }

    /** What people have decided: silences, acknowledgements, deliveries to be made again. */
    public String decisions() {
        return "alerts-decisions" + suffix;
    }

    /** The log itself. */
    public Topic log(int partitions) {
        return new Topic(clicks(), partitions, FOR_EVER);
    }

    /** Those that follow the log click by click, each record in the partition of its click. */
    public List<String> followers() {
        return List.of(cleaned(), outOfMarket(), rejected(), forbidden());
    }

    /**
     * All topics, to be created where they are missing.
     *
     * @param partitions of {@code clicks} and of what follows it click by click; windows are few and have one
     */
    public List<Topic> all(int partitions) {
        return List.of(
                log(partitions),
                new Topic(cleaned(), partitions, followingFor(Duration.ofDays(7))),
                new Topic(outOfMarket(), partitions, followingFor(Duration.ofDays(7))),
                new Topic(rejected(), partitions, followingFor(Duration.ofDays(30))),
                new Topic(forbidden(), partitions, followingFor(Duration.ofDays(30))),
                new Topic(partials(), 1, keptFor(Duration.ofDays(7))),
                new Topic(horizon(), 1, NEWEST_FOR_EVER),
                new Topic(flagged(), 1, newestKeptFor(Duration.ofDays(30))),
                new Topic(traffic(), 1, newestKeptFor(Duration.ofDays(1))),
                new Topic(alerts(), partitions, NEWEST_FOR_EVER),
                new Topic(undelivered(), partitions, keptFor(Duration.ofDays(30))),
                new Topic(notices(), partitions, newestKeptFor(Duration.ofDays(30))),
                new Topic(decisions(), 1, NEWEST_FOR_EVER));
    }

    /** By the broker's clock: a replay brings clicks of long ago, which would be gone before they are stored. */
    private static Map<String, String> followingFor(Duration age) {
        var settings = new HashMap<>(keptFor(age));
        settings.put("message.timestamp.type", "LogAppendTime");
        return settings;
    }

    /** Twice the size of the largest click that anybody can put in the log, because headers come on top of it. */
    private static Map<String, String> keptFor(Duration age) {
        return Map.of(
                "cleanup.policy", "delete",
                "retention.ms", Long.toString(age.toMillis()),
                "max.message.bytes", "2097152");
    }

    private static Map<String, String> newestKeptFor(Duration age) {
        return Map.of(
                "cleanup.policy",
                "compact,delete",
                "retention.ms",
                Long.toString(age.toMillis()),
                "segment.ms",
                SEGMENT_MILLIS);
    }
}
