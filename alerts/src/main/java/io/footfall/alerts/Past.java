package io.footfall.alerts;

import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Partitions, a time and the offsets where to end in; the committed records between, each partition in order, out. */
@Singleton
final class Past {
    private static final Duration SLICE = Duration.ofMillis(500);

    private final Map<String, Object> kafka;
    private final Duration patience;

    Past(@Identifier("default-kafka-broker") Map<String, Object> kafka, AlertsConfig config) {
        this.kafka = kafka;
        this.patience = config.startTimeout();
    }

    /** A consumer that belongs to no group. */
    KafkaConsumer<byte[], byte[]> consumer() {
        var settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Reads.
     *
     * @param since records that were written before are left out
     * @param most records of a partition, the newest
     * @param ends by partition, the offset behind the last record
     * @return false if time was up before: the broker is waited for only so long
     */
    boolean read(
            Instant since, long most, Map<TopicPartition, Long> ends, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        try (var consumer = consumer()) {
            var remaining = begin(consumer, since, most, ends);
            var deadline = System.nanoTime() + patience.toNanos();
            while (!remaining.isEmpty()) {
                for (var record : consumer.poll(SLICE)) {
                    if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
                        reader.accept(record);
                    }
                }
                remaining.entrySet().removeIf(entry -> consumer.position(entry.getKey()) >= entry.getValue());
                if (!remaining.isEmpty() && System.nanoTime() > deadline) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The partitions that have something to read, with where it ends; the consumer stands at the first of it. */
    private static Map<TopicPartition, Long> begin(
            KafkaConsumer<byte[], byte[]> consumer, Instant since, long most, Map<TopicPartition, Long> ends) {
        var times = new HashMap<TopicPartition, Long>();
        ends.keySet().forEach(partition -> times.put(partition, since.toEpochMilli()));
        var firsts = consumer.offsetsForTimes(times);
        var remaining = new TreeMap<TopicPartition, Long>(
                Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition));
        ends.forEach((partition, end) -> {
            var first = firsts.get(partition);
            if (first != null && first.offset() < end) {
                remaining.put(partition, end);
            }
        });
        consumer.assign(remaining.keySet());
        remaining
                .keySet()
                .forEach(partition ->
                        consumer.seek(partition, Math.max(firsts.get(partition).offset(), ends.get(partition) - most)));
        return remaining;
    }
}
