package io.footfall.processor;

import io.footfall.events.topics.TopicSetup;
import io.footfall.events.topics.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;

/** Name and number of partitions of {@code clicks}. */
record ClicksTopic(String name, int partitions) {
    /**
     * Creates all topics that are missing, and describes {@code clicks}.
     *
     * @param initialPartitions of {@code clicks}, if it does not exist yet
     */
    static ClicksTopic prepare(Admin admin, Topics topics, int initialPartitions)
            throws ExecutionException, InterruptedException {
        TopicSetup.createMissing(admin, List.of(topics.clicksTopic(initialPartitions)));
        var clicks = new ClicksTopic(
                topics.clicks(),
                partitionCounts(admin, List.of(topics.clicks())).get(topics.clicks()));
        TopicSetup.createMissing(admin, topics.all(clicks.partitions));
        clicks.check(partitionCounts(admin, topics.perClick()));
        return clicks;
    }

    /** A derived record has the partition number of its click, which identifies the click. */
    private void check(Map<String, Integer> derived) {
        derived.forEach((topic, found) -> {
            if (found != partitions) {
                throw new IllegalStateException("Topic %s has %d partitions, but must have %d like %s"
                        .formatted(topic, found, partitions, name));
            }
        });
    }

    private static Map<String, Integer> partitionCounts(Admin admin, List<String> topics)
            throws ExecutionException, InterruptedException {
        return admin.describeTopics(topics).allTopicNames().get().values().stream()
                .collect(Collectors.toMap(
                        TopicDescription::name, found -> found.partitions().size()));
    }
}
