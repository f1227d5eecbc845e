package io.footfall.events.topics;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Kafka's admin client, created at its first use: it cannot be created before the brokers' names resolve. Thread-safe.
 */
public final class KafkaAdmin implements AutoCloseable {
    private static final int REQUEST_TIMEOUT_MILLIS = 5_000;

    private final Map<String, Object> settings;
    private final Duration timeout;
    private Admin client;

    /**
     * Connects to nothing yet.
     *
     * @param kafka settings of Kafka clients, at least {@code bootstrap.servers}; those of other clients are ignored
     * @param timeout of each answer; a connection on which nothing arrives is closed at the latest then
     */
    public KafkaAdmin(Map<String, ?> kafka, Duration timeout) {
        this.settings = new HashMap<>(kafka);
        settings.keySet().retainAll(AdminClientConfig.configNames());
        this.timeout = timeout;
        var millis = Math.toIntExact(timeout.toMillis());
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(millis, REQUEST_TIMEOUT_MILLIS));
    }

    public synchronized Admin client() {
        if (client == null) {
            client = Admin.create(settings);
        }
        return client;
    }

    public List<TopicPartition> partitions(String topic)
            throws ExecutionException, InterruptedException, TimeoutException {
        var described = await(client().describeTopics(List.of(topic)).allTopicNames());
        return described.get(topic).partitions().stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    public Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, InterruptedException, TimeoutException {
        var specs = partitions.stream().collect(Collectors.toMap(Function.identity(), same -> spec));
        return await(client().listOffsets(specs).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** Committed offsets of a consumer group in all topics; partitions without one are absent. */
    public Map<TopicPartition, Long> committed(String group)
            throws ExecutionException, InterruptedException, TimeoutException {
        return committed(group, new ListConsumerGroupOffsetsSpec());
    }

    /** Committed offsets of a consumer group in some partitions, so that no rights on its other topics are needed. */
    public Map<TopicPartition, Long> committed(String group, Collection<TopicPartition> partitions)
            throws ExecutionException, InterruptedException, TimeoutException {
        return committed(group, new ListConsumerGroupOffsetsSpec().topicPartitions(partitions));
    }

    private Map<TopicPartition, Long> committed(String group, ListConsumerGroupOffsetsSpec spec)
            throws ExecutionException, InterruptedException, TimeoutException {
        var found = client().listConsumerGroupOffsets(Map.of(group, spec));
        return await(found.partitionsToOffsetAndMetadata(group)).entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    public <T> T await(KafkaFuture<T> answer) throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Does not wait for outstanding answers. The next request creates another client. */
    @Override
    public synchronized void close() {
        if (client != null) {
            client.close(Duration.ZERO);
            client = null;
        }
    }
}
