package io.footfall.processor.serving;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * The partitions of windows and counts that this replica has. A revoked partition is given to another replica only when
 * nothing is written of it here any more: a late write would replace newer points. Thread-safe.
 */
@Singleton
@Default
@Identifier("owned-partitions")
class OwnedPartitions implements KafkaConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(OwnedPartitions.class);
    /** Longer than a request to InfluxDB may take, with connecting, writing and reading. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(35);

    private final Map<TopicPartition, Integer> generations = new HashMap<>();
    private final List<Set<TopicPartition>> writing = new ArrayList<>();

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        assigned(partitions, consumer.groupMetadata().generationId());
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        revoked(partitions);
    }

    /**
     * Notes partitions that this replica has got.
     *
     * @param generation of the consumer group
     */
    synchronized void assigned(Collection<TopicPartition> partitions, int generation) {
        partitions.forEach(partition -> generations.put(partition, generation));
    }

    /** Stops attempts to write what these partitions contain, and waits for the one that is under way. */
    synchronized void revoked(Collection<TopicPartition> partitions) {
        partitions.forEach(generations::remove);
        var end = System.nanoTime() + LONGEST_WAIT.toNanos();
        try {
            while (isWritten(partitions)) {
                var left = Duration.ofNanos(end - System.nanoTime()).toMillis();
                if (left <= 0) {
                    LOG.warnf(
                            "InfluxDB has not answered for %d s; %s are given to another replica, whose newer points an"
                                    + " answer after this may replace (influxdb.url)",
                            LONGEST_WAIT.toSeconds(), partitions);
                    return;
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isWritten(Collection<TopicPartition> partitions) {
        return writing.stream().anyMatch(batch -> !Collections.disjoint(batch, partitions));
    }

    /**
     * Whether this replica has had the partition since a record of it was received.
     *
     * @param generation of the consumer group when the record was received
     */
    synchronized boolean isOwned(TopicPartition partition, int generation) {
        var assigned = generations.get(partition);
        return assigned != null && generation >= assigned;
    }

    /** Writes a batch of records of these partitions. Those of revoked ones are left out: see {@link #isOwned}. */
    Uni<Void> whileOwned(Set<TopicPartition> partitions, Supplier<Uni<Void>> write) {
        return Uni.createFrom().deferred(() -> {
            begin(partitions);
            return write.get().onTermination().invoke(() -> end(partitions));
        });
    }

    private synchronized void begin(Set<TopicPartition> partitions) {
        writing.add(partitions);
    }

    private synchronized void end(Set<TopicPartition> partitions) {
        writing.remove(partitions);
        notifyAll();
    }
}
