package io.footfall.events.topics;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates missing topics. Existing topics keep the settings that their operator chose; {@link TopicCheck} says which of
 * them cannot be right.
 */
public final class TopicSetup {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private static final Duration CHECK_INTERVAL = Duration.ofMillis(100);

    private TopicSetup() {}

    /**
     * Creates the topics of a serving version that do not exist. Those with one record a click get as many partitions as
     * {@code clicks} has.
     *
     * @param initialPartitions of {@code clicks}, if it does not exist yet
     * @return the number of partitions of {@code clicks}
     */
    public static int createMissing(Admin admin, Topics topics, int initialPartitions)
            throws ExecutionException, InterruptedException {
        createMissing(admin, List.of(topics.clicksTopic(initialPartitions)));
        var clicks = topics.clicks();
        var partitions = partitionCounts(admin, List.of(clicks)).get(clicks);
        createMissing(admin, topics.all(partitions));
        return partitions;
    }

    /** Numbers of partitions by topic. */
    public static Map<String, Integer> partitionCounts(Admin admin, List<String> topics)
            throws ExecutionException, InterruptedException {
        return answer(admin.describeTopics(topics).allTopicNames()).values().stream()
                .collect(Collectors.toMap(
                        TopicDescription::name, found -> found.partitions().size()));
    }

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

    /** Fails if Kafka's client does not give up by itself. */
    static <T> T answer(KafkaFuture<T> future) throws ExecutionException, InterruptedException {
        try {
            return future.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new ExecutionException("Kafka has not answered for " + TIMEOUT, e);
        }
    }

    /** For a moment, some brokers do not know a topic that another one has just created. */
    private static void awaitLeaders(Admin admin, List<Topic> topics) throws ExecutionException, InterruptedException {
        var deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (true) {
            try {
                answer(admin.listOffsets(ends(topics)).all());
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RetriableException) || System.nanoTime() > deadline) {
                    throw e;
                }
            }
            Thread.sleep(CHECK_INTERVAL.toMillis());
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
