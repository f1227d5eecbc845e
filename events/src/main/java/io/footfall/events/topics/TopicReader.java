package io.footfall.events.topics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the committed records of topics between two positions, without joining a consumer group. All methods block
 * and belong to one thread, except {@link #wakeup}. To ask for offsets, too, assigns partitions: else the client warns.
 *
 * <p>Every method throws {@link TimeoutException} if Kafka does not answer, or reading makes no progress, within the
 * timeout.
 */
public final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration TOPIC_CHECK = Duration.ofMillis(500);
    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
    private final Duration timeout;

    /** Needs at least the setting {@code bootstrap.servers}. */
    public TopicReader(Map<String, ?> kafka, Duration timeout) {
        this(new KafkaConsumer<>(settings(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer()), timeout);
    }

    TopicReader(org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer, Duration timeout) {
        this.consumer = consumer;
        this.timeout = timeout;
    }

    private static Map<String, Object> settings(Map<String, ?> kafka) {
        var settings = new HashMap<String, Object>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return settings;
    }

    /** Names of all topics but Kafka's own. */
    public Set<String> topics() {
        return consumer.listTopics(timeout).keySet().stream()
                .filter(topic -> !topic.startsWith("__"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All partitions of the topics; waits until every topic exists. */
    public List<TopicPartition> partitions(Collection<String> topics) throws InterruptedException {
        var deadline = System.nanoTime() + timeout.toNanos();
        var partitions = new ArrayList<TopicPartition>();
        for (var topic : topics) {
            var found = consumer.partitionsFor(topic, timeout);
            while (found == null || found.isEmpty()) {
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException("Topic %s does not exist after %s".formatted(topic, timeout));
                }
                // Kafka does not notify clients of new topics.
                TimeUnit.MILLISECONDS.sleep(TOPIC_CHECK.toMillis());
                found = consumer.partitionsFor(topic, timeout);
            }
            found.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        return partitions;
    }

    /** The first offset of each partition that has not been deleted. */
    public Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) {
        consumer.assign(partitions);
        return consumer.beginningOffsets(partitions, timeout);
    }

    /** The offset behind the last committed record of each partition. */
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        consumer.assign(partitions);
        return consumer.endOffsets(partitions, timeout);
    }

    /** The offset of the first record of each partition that is not older than {@code time}; absent without one. */
    public Map<TopicPartition, Long> since(Instant time, Collection<TopicPartition> partitions) {
        var times = partitions.stream().collect(Collectors.toMap(same -> same, same -> time.toEpochMilli()));
        var offsets = new HashMap<TopicPartition, Long>();
        consumer.assign(partitions);
        consumer.offsetsForTimes(times, timeout).forEach((partition, found) -> {
            if (found != null) {
                offsets.put(partition, found.offset());
            }
        });
        return offsets;
    }

    /**
     * Reads every record between two positions, those of each partition in order.
     *
     * @param from first offset by partition; other partitions are not read
     * @param to by partition, the offset behind the last record
     */
    public void read(
            Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> to,
            Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        seek(from);
        poll(to, () -> false, handler);
    }

    /** Finds a record between two positions, the first of its partition that matches. */
    public Optional<ConsumerRecord<byte[], byte[]>> first(
            Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> to,
            Predicate<ConsumerRecord<byte[], byte[]>> matches) {
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>(1);
        seek(from);
        poll(to, () -> !found.isEmpty(), record -> {
            if (found.isEmpty() && matches.test(record)) {
                found.add(record);
            }
        });
        return found.stream().findFirst();
    }

    /**
     * Reads on for ever.
     *
     * @param from first offset by partition
     * @param progress receives the next offset of each partition, after each poll
     * @throws org.apache.kafka.common.errors.WakeupException after {@link #wakeup}
     */
    public void follow(
            Map<TopicPartition, Long> from,
            Consumer<ConsumerRecord<byte[], byte[]>> handler,
            Consumer<Map<TopicPartition, Long>> progress) {
        seek(from);
        for (var wait = POLL; true; wait = timeout) {
            consumer.poll(wait).forEach(handler);
            progress.accept(positions());
        }
    }

    /** Ends {@link #follow}; may be called by any thread. */
    public void wakeup() {
        consumer.wakeup();
    }

    private void seek(Map<TopicPartition, Long> from) {
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
    }

    private void poll(
            Map<TopicPartition, Long> to, BooleanSupplier done, Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        var deadline = System.nanoTime() + timeout.toNanos();
        var positions = positions();
        while (!done.getAsBoolean() && !hasReached(positions, to)) {
            for (var record : consumer.poll(POLL)) {
                if (record.offset() < to.get(new TopicPartition(record.topic(), record.partition()))) {
                    handler.accept(record);
                }
            }
            var before = positions;
            positions = positions();
            if (!positions.equals(before)) {
                deadline = System.nanoTime() + timeout.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new TimeoutException("No progress for %s: read up to %s of %s; a transaction may be open"
                        .formatted(timeout, positions, to));
            }
        }
    }

    private static boolean hasReached(Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
        return positions.entrySet().stream().allMatch(position -> position.getValue() >= ends.get(position.getKey()));
    }

    /** A position may advance without a record: markers of transactions take offsets too. */
    private Map<TopicPartition, Long> positions() {
        return consumer.assignment().stream()
                .collect(Collectors.toMap(same -> same, partition -> consumer.position(partition, timeout)));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
