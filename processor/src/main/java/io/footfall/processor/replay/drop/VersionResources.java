package io.footfall.processor.replay.drop;

import io.footfall.events.topics.ConsumerGroups;
import io.footfall.events.topics.Topics;
import io.footfall.processor.replay.version.ServingVersion;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Topics and consumer groups of one serving version. {@code clicks} belongs to no version.
 *
 * @param topics derived topics, and internal topics of Kafka Streams
 * @param groups of processor, points, alerts and dashboards
 */
record VersionResources(List<String> topics, List<String> groups) {
    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final Topics UNVERSIONED = new Topics("");
    /** Names that show that there is a version: its processor's group, or one of its topics. */
    private static final Pattern VERSIONED = Pattern.compile("(?:%s|%s|%s)-([a-z0-9]+)"
            .formatted(
                    new ConsumerGroups(UNVERSIONED).processor(), UNVERSIONED.partialTotals(), UNVERSIONED.cleaned()));

    VersionResources {
        topics = List.copyOf(topics);
        groups = List.copyOf(groups);
    }

    /** Selects those of a version from all topics and groups of a cluster. */
    static VersionResources of(ServingVersion version, Collection<String> topics, Collection<String> groups) {
        var derived = derivedTopics(version);
        var fixedGroups = version.groups().withFixedNames();
        var dashboard = Pattern.compile(version.groups().dashboard() + "-" + UUID);
        var ownGroups = groups.stream()
                .filter(group ->
                        fixedGroups.contains(group) || dashboard.matcher(group).matches())
                .sorted()
                .toList();
        var exists = topics.stream().anyMatch(derived::contains) || !ownGroups.isEmpty();
        var others = otherApplications(version, Stream.concat(topics.stream(), groups.stream()));
        var ownTopics = topics.stream()
                .filter(topic -> derived.contains(topic) || (exists && isInternal(version, topic, others)))
                .sorted()
                .toList();
        return new VersionResources(ownTopics, ownGroups);
    }

    boolean isEmpty() {
        return topics.isEmpty() && groups.isEmpty();
    }

    private static List<String> derivedTopics(ServingVersion version) {
        return version.topics().all(1).stream()
                .map(topic -> topic.name())
                .filter(name -> !name.equals(version.topics().clicks()))
                .toList();
    }

    /**
     * Internal topics of Kafka Streams start with the application id. Those of other versions start with the id of the
     * unversioned application, too.
     */
    private static boolean isInternal(ServingVersion version, String topic, List<String> others) {
        return topic.startsWith(version.groups().processor() + "-")
                && (topic.endsWith("-changelog") || topic.endsWith("-repartition"))
                && others.stream().noneMatch(other -> topic.startsWith(other + "-"));
    }

    private static List<String> otherApplications(ServingVersion version, Stream<String> names) {
        return names.map(VERSIONED::matcher)
                .filter(Matcher::matches)
                .map(found -> ServingVersion.of(found.group(1)))
                .filter(other -> !other.name().equals(version.name()))
                .map(other -> other.groups().processor())
                .distinct()
                .toList();
    }
}
