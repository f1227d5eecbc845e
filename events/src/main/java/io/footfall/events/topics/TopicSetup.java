package io.footfall.events.topics;

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

/** Creates missing topics. Existing topics keep the settings that their operator chose. */
public final class TopicSetup {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private TopicSetup() {}

    /**
     * Creates the topics that do not exist, with the broker's default replication, and waits until every partition has
     * a leader: a producer whose first batch finds none may fail to write for minutes.
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
                // Another replica, which started at the same time, was faster.
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
        awaitLeaders(admin, missing);
    }

    /** For a moment, some brokers do not know a topic that another one has just created. */
    private static void awaitLeaders(Admin admin, List<Topic> topics) throws ExecutionException, InterruptedException {
        var deadline = System.nanoTime() + TIMEOUT.toNanos();
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
