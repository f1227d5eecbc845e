package io.footfall.alerts;

import io.footfall.events.topics.Topics;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Quarkus;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Partitions of the security topics in, which the group gives all to one replica; that replica's
 * {@link Duty} out. Before its first record the chronicle is read to its end, and the rules are fed
 * with the recent past.
 */
@Singleton
@Identifier("duty")
final class DutyChannel implements KafkaConsumerRebalanceListener {
    private final AlertEngine engine;
    private final ChronicleChannel chronicle;
    /** Looked up late: the channels that a duty writes to are being connected when this is made. */
    private final Instance<Supplier<Duty>> newDuty;

    private final Past past;
    private final Topics topics;
    private final RulesConfig rules;
    private final AlertsConfig config;
    private final Clock clock;

    DutyChannel(
            AlertEngine engine,
            ChronicleChannel chronicle,
            Instance<Supplier<Duty>> newDuty,
            Past past,
            Topics topics,
            RulesConfig rules,
            AlertsConfig config,
            Clock clock) {
        this.engine = engine;
        this.chronicle = chronicle;
        this.newDuty = newDuty;
        this.past = past;
        this.topics = topics;
        this.rules = rules;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        if (engine.isOnDuty()) {
            return;
        }
        if (partitions.isEmpty()) {
            Log.info("Another replica judges and tells; this one stands by");
            return;
        }
        try {
            takeOver(consumer, partitions);
        } catch (RuntimeException unexpected) {
            // Else the records would come, and nobody would judge them.
            Log.fatal("This replica cannot take over; the service ends", unexpected);
            Quarkus.asyncExit(1);
            throw unexpected;
        }
    }

    private void takeOver(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
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

    /** Of visits to management pages no more than the rule can make use of: there may be millions of them. */
    private void remember(Duty duty, Map<TopicPartition, OffsetAndMetadata> committed) {
        var clicks = new HashMap<TopicPartition, Long>();
        var windows = new HashMap<TopicPartition, Long>();
        committed.forEach((partition, offset) -> {
            if (offset != null) {
                (partition.topic().equals(topics.forbidden()) ? clicks : windows).put(partition, offset.offset());
            }
        });
        var now = clock.instant();
        var visits = Thresholds.of(rules).forbiddenPath();
        var isComplete = past.read(now.minus(visits.window()), visits.mostKnown(), clicks, duty::remember)
                && past.read(now.minus(config.warmUp()), Long.MAX_VALUE, windows, duty::remember);
        if (!isComplete) {
            Log.warn("The past could not be read in time (footfall.alerts.start-timeout): the rules begin with less");
        }
    }
}
