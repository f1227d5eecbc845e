package io.footfall.events.topics;

import static io.footfall.events.topics.TopicSettings.COMPACTED;
import static io.footfall.events.topics.TopicSettings.KEPT_FOR_EVER;
import static io.footfall.events.topics.TopicSettings.VISITOR_KEYS;
import static io.footfall.events.topics.TopicSettings.compactedFor;
import static io.footfall.events.topics.TopicSettings.keptFor;
import static io.footfall.events.topics.TopicSettings.mergedFor;
import static io.footfall.events.topics.TopicSettings.perClickFor;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Every topic of one serving version, declared once. {@code clicks} and {@code requests} are the sources of truth and
 * are {@linkplain #shared shared} by all versions; every topic that is derived from them carries the version as a suffix
 * ({@code clicks-cleaned-v2}), so that a second serving version can be built beside the live one.
 */
public final class Topics {
    private static final Pattern VERSION = Pattern.compile("[a-z0-9]*");
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

    /** Suffix of derived topics, groups, application ids and buckets: empty, or {@code -v2}. */
    public String suffix() {
        return suffix;
    }

    public String clicks() {
        return "clicks";
    }

    /** Requests of access logs. */
    public String requests() {
        return "requests";
    }

    /** Sealed keys of visitor ids, one a day. */
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

    /** Requests of access logs that the rules look at. */
    public String suspiciousRequests() {
        return "requests-suspicious" + suffix;
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
        return sourceOfTruth(clicks(), partitions);
    }

    /** Definition of {@code clicks} or {@code requests}. */
    public Topic sourceOfTruth(String name, int partitions) {
        return new Topic(name, partitions, KEPT_FOR_EVER);
    }

    /** Definition of {@code visitor-keys}. */
    public Topic visitorKeysTopic() {
        return new Topic(visitorKeys(), 1, VISITOR_KEYS);
    }

    /** Topics without a suffix, which all versions have together: they belong to none. */
    public List<String> shared() {
        return List.of(clicks(), requests(), visitorKeys());
    }

    /** Topics with one record a click; a record has the partition number of its click. */
    public List<String> perClick() {
        return List.of(cleaned(), outOfMarket(), rejected(), forbidden());
    }

    /**
     * Definitions of all topics.
     *
     * @param partitions of {@code clicks}, {@code requests} and of the topics with one record a click; topics of windows
     *     have one
     */
    public List<Topic> all(int partitions) {
        return List.of(
                clicksTopic(partitions),
                sourceOfTruth(requests(), partitions),
                visitorKeysTopic(),
                new Topic(cleaned(), partitions, perClickFor(Duration.ofDays(7))),
                new Topic(outOfMarket(), partitions, perClickFor(Duration.ofDays(7))),
                new Topic(rejected(), partitions, perClickFor(Duration.ofDays(30))),
                new Topic(forbidden(), partitions, perClickFor(Duration.ofDays(30))),
                new Topic(suspiciousRequests(), partitions, perClickFor(Duration.ofDays(30))),
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
}
