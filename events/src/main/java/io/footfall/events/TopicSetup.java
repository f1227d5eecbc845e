package io.footfall.events;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics that are missing; one that exists is left as its operator has set it up. */
public final class TopicSetup {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private TopicSetup() {}

    /**
     * Creates whatever does not exist yet, with the broker's default replication, and waits until it can be written to:
     * a producer whose first batch comes before the partition has a leader may not get a later one in for minutes.
     *
     * @throws ExecutionException if the broker refuses a topic for any reason but that it exists
     * @throws InterruptedException if the caller is stopped while the broker answers
     */
    public static void createMissing(Admin admin, List<Topic> topics) throws ExecutionException, InterruptedException {
        var existing = admin.listTopics().names().get();
        var missing = topics.stream()
                .filter(topic -> !existing.contains(topic.name()))
                .toList();
        var requests = missing.stream().map(TopicSetup::request).toList();
        for (var created : admin.createTopics(requests).values().values()) {
            try {
                created.get();
            } catch (ExecutionException e) {
                // Two replicas may start together; the slower one finds the work done.
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
        awaitLeaders(admin, missing);
    }

    /** For a moment the brokers do not yet all know of a topic that has been created. */
    private static void awaitLeaders(Admin admin, List<Topic> topics) throws ExecutionException, InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                admin.listOffsets(ends(topics)).all().get();
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RetriableException) || System.nanoTime() > deadline) {
                    throw e;
                }
            }
        }
    }

    private static Map<TopicPartition, OffsetSpec> ends(List<Topic> topics) {
        return topics.stream()
                .flatMap(topic -> IntStream.range(0, topic.partitions())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
    }

    private static NewTopic request(Topic topic) {
        return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.<Short>empty())
                .configs(topic.settings());
    }
}
