package io.footfall.processor.replay;

import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All topics and consumer groups of a broker in; those of one layer out. {@code clicks} is no layer's.
 *
 * @param topics derived and internal topics
 * @param groups of processor, points, alerts and dashboards
 */
record Footprint(List<String> topics, List<String> groups) {
    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final Pattern LAYER =
            Pattern.compile("(?:footfall-processor|clicks-partial-totals|clicks-cleaned)-([a-z0-9]+)");
    private static final List<String> GROUPS = List.of(
            "footfall-processor",
            "footfall-points",
            "footfall-points-traffic",
            "footfall-points-flagged",
            "footfall-alerts");

    Footprint {
        topics = List.copyOf(topics);
        groups = List.copyOf(groups);
    }

    static Footprint of(Layer layer, Collection<String> topics, Collection<String> groups) {
        var suffix = layer.topics().suffix();
        var derived = derived(layer);
        var dashboard = Pattern.compile("footfall-dashboard" + suffix + "-" + UUID);
        var ownGroups = groups.stream()
                .filter(group -> GROUPS.stream().anyMatch(name -> group.equals(name + suffix))
                        || dashboard.matcher(group).matches())
                .sorted()
                .toList();
        var exists = topics.stream().anyMatch(derived::contains) || !ownGroups.isEmpty();
        var others = otherApplications(layer, Stream.concat(topics.stream(), groups.stream()));
        var ownTopics = topics.stream()
                .filter(topic -> derived.contains(topic) || (exists && isInternal(layer, topic, others)))
                .sorted()
                .toList();
        return new Footprint(ownTopics, ownGroups);
    }

    boolean isEmpty() {
        return topics.isEmpty() && groups.isEmpty();
    }

    private static List<String> derived(Layer layer) {
        return layer.topics().all(1).stream()
                .map(topic -> topic.name())
                .filter(name -> !name.equals(layer.topics().clicks()))
                .toList();
    }

    /** What Kafka Streams creates begins with the application id, and so do those of all versions with that of none. */
    private static boolean isInternal(Layer layer, String topic, List<String> others) {
        return topic.startsWith(layer.applicationId() + "-")
                && (topic.endsWith("-changelog") || topic.endsWith("-repartition"))
                && others.stream().noneMatch(other -> topic.startsWith(other + "-"));
    }

    private static List<String> otherApplications(Layer layer, Stream<String> names) {
        return names.map(LAYER::matcher)
                .filter(Matcher::matches)
                .map(found -> Layer.of(found.group(1)))
                .filter(other -> !other.name().equals(layer.name()))
                .map(Layer::applicationId)
                .distinct()
                .toList();
    }
}
