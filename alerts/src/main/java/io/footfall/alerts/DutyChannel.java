package io.footfall.alerts;

import io.quarkus.logging.Log;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Partitions of the security topics in, which the group gives all to one replica; that replica's
 * {@link Duty} out. Before its first record the chronicle is read to its end, and the rules are fed
 * with the recent past.
 */
@Singleton
@Identifier("duty")
final class DutyChannel implements KafkaConsumerRebalanceListener {
    private static final Duration SLICE = Duration.ofMillis(500);

    private final AlertEngine engine;
    private final ChronicleChannel chronicle;
    /** Looked up late: the channels that a duty writes to are being connected when this is made. */
    private final Instance<Supplier<Duty>> newDuty;

    private final Map<String, Object> kafka;
    private final AlertsConfig config;
    private final Clock clock;

    DutyChannel(
            AlertEngine engine,
            ChronicleChannel chronicle,
            Instance<Supplier<Duty>> newDuty,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            AlertsConfig config,
            Clock clock) {
        this.engine = engine;
        this.chronicle = chronicle;
        this.newDuty = newDuty;
        this.kafka = kafka;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            Log.info("Another replica judges and tells; this one stands by");
            return;
        }
        try {
            chronicle.awaitEnd();
            var duty = newDuty.get().get();
            remember(duty, consumer.committed(new HashSet<>(partitions)));
            engine.begin(duty);
            Log.info("This replica judges and tells");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before it could take over", e);
        }
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            engine.end();
        }
    }

    private void remember(Duty duty, Map<TopicPartition, OffsetAndMetadata> committed) {
        var ends = new HashMap<TopicPartition, Long>();
        committed.forEach((partition, offset) -> {
            if (offset != null) {
                ends.put(partition, offset.offset());
            }
        });
        var settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        try (var past = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            read(past, begin(past, ends), duty);
        }
    }

    /** The partitions that have something to remember, each at the first of it, with where it ends. */
    private Map<TopicPartition, Long> begin(Consumer<byte[], byte[]> past, Map<TopicPartition, Long> ends) {
        var since = new HashMap<TopicPartition, Long>();
        ends.keySet()
                .forEach(partition -> since.put(
                        partition, clock.instant().minus(config.warmUp()).toEpochMilli()));
        var remaining = new HashMap<TopicPartition, Long>();
        past.offsetsForTimes(since).forEach((partition, first) -> {
            if (first != null && first.offset() < ends.get(partition)) {
                remaining.put(partition, ends.get(partition));
            }
        });
        past.assign(remaining.keySet());
        past.offsetsForTimes(since).forEach((partition, first) -> {
            if (remaining.containsKey(partition)) {
                past.seek(partition, first.offset());
            }
        });
        return remaining;
    }

    private void read(Consumer<byte[], byte[]> past, Map<TopicPartition, Long> ends, Duty duty) {
        var remaining = new TreeMap<TopicPartition, Long>(
                Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition));
        remaining.putAll(ends);
        var deadline = System.nanoTime() + config.startTimeout().toNanos();
        while (!remaining.isEmpty()) {
            for (var record : past.poll(SLICE)) {
                var end = ends.get(new TopicPartition(record.topic(), record.partition()));
                if (record.offset() < end) {
                    duty.remember(record);
                }
            }
            remaining.entrySet().removeIf(entry -> past.position(entry.getKey()) >= entry.getValue());
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the recent past was not read within " + config.startTimeout());
            }
        }
    }
}
