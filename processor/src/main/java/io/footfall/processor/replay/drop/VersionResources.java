package io.footfall.processor.replay.drop;

import io.footfall.events.topics.ConsumerGroups;
import io.footfall.events.topics.Topics;
import io.footfall.processor.replay.version.ServingVersion;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Topics and consumer groups of one serving version. {@code clicks} belongs to no version.
 *
 * @param proof the topic of cleaned clicks, which proves that the version exists; the last one to be deleted
 * @param topics other derived topics, and internal topics of Kafka Streams
 * @param groups of processor, points, alerts and dashboards
 */
record VersionResources(String proof, List<String> topics, List<String> groups) {
    private static final Topics UNVERSIONED = new Topics("");
    private static final String APPLICATION = new ConsumerGroups(UNVERSIONED).processor();
    /** Names that show that there is a version: its processor's group, or one of its topics. */
    private static final Pattern VERSIONED = Pattern.compile(
            "(?:%s|%s|%s)-([a-z0-9]+)".formatted(APPLICATION, UNVERSIONED.partialTotals(), UNVERSIONED.cleaned()));

    VersionResources {
        topics = List.copyOf(topics);
        groups = List.copyOf(groups);
    }

    /** Selects those of a version from all topics and groups of a cluster; empty if the version does not exist. */
    static Optional<VersionResources> of(ServingVersion version, Collection<String> topics, Collection<String> groups) {
        var proof = version.topics().cleaned();
        if (!topics.contains(proof)) {
            return Optional.empty();
        }
        var derived = derivedTopics(version);
        var others = otherApplications(version, Stream.concat(topics.stream(), groups.stream()));
        var ownTopics = topics.stream()
                .filter(topic -> derived.contains(topic) || isInternal(version, topic, others))
                .filter(topic -> !topic.equals(proof))
                .sorted()
                .toList();
        var fixedGroups = version.groups().withFixedNames();
        var ownGroups = groups.stream()
                .filter(group -> fixedGroups.contains(group) || version.groups().isDashboard(group))
                .sorted()
                .toList();
        return Optional.of(new VersionResources(proof, ownTopics, ownGroups));
    }

    private static List<String> derivedTopics(ServingVersion version) {
        return version.topics().all(1).stream()
                .map(topic -> topic.name())
                .filter(name -> !version.topics().shared().contains(name))
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
                .map(found -> APPLICATION + "-" + found.group(1))
                .filter(other -> !other.equals(version.groups().processor()))
                .distinct()
                .toList();
    }
}
