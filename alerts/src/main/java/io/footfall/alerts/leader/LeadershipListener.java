package io.footfall.alerts.leader;

import io.footfall.alerts.AlertsConfig;
import io.footfall.alerts.evaluation.RetainedEvents;
import io.footfall.alerts.rules.RulesConfig;
import io.footfall.alerts.rules.Thresholds;
import io.footfall.alerts.state.AlertsViewConsumer;
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
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Starts and stops the {@link ActiveReplica} when the consumer group assigns or revokes all partitions. Before the first
 * record it completes the view of the alert topics and trains the rules with the recent past.
 */
@Singleton
@Identifier("leadership")
final class LeadershipListener implements KafkaConsumerRebalanceListener {
    private final LeaderLoop loop;
    private final AlertsViewConsumer viewConsumer;
    /** Looked up late: the channels that the replica writes to are not connected yet when this bean is created. */
    private final Instance<Supplier<ActiveReplica>> newReplica;

    private final RetainedEvents retained;
    private final Topics topics;
    private final RulesConfig rules;
    private final AlertsConfig config;
    private final Clock clock;

    LeadershipListener(
            LeaderLoop loop,
            AlertsViewConsumer viewConsumer,
            Instance<Supplier<ActiveReplica>> newReplica,
            RetainedEvents retained,
            Topics topics,
            RulesConfig rules,
            AlertsConfig config,
            Clock clock) {
        this.loop = loop;
        this.viewConsumer = viewConsumer;
        this.newReplica = newReplica;
        this.retained = retained;
        this.topics = topics;
        this.rules = rules;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        if (loop.isLeader()) {
            return;
        }
        if (partitions.isEmpty()) {
            Log.info("Standing by: another replica is active");
            return;
        }
        try {
            takeOver(consumer, partitions);
        } catch (RuntimeException unexpected) {
            // Otherwise records would arrive that nobody processes.
            Log.fatal("Cannot become the active replica; stopping", unexpected);
            Quarkus.asyncExit(1);
            throw unexpected;
        }
    }

    private void takeOver(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        try {
            viewConsumer.awaitEnd();
            var replica = newReplica.get().get();
            warmUp(replica, consumer.committed(new HashSet<>(partitions)));
            loop.lead(replica);
            Log.info("Became the active replica: evaluating rules and sending notifications");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before it became the active replica", e);
        }
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            loop.resign();
        }
    }

    /** Reads no more forbidden clicks than the rule can use: there may be millions. */
    private void warmUp(ActiveReplica replica, Map<TopicPartition, OffsetAndMetadata> committed) {
        var clicks = new HashMap<TopicPartition, Long>();
        var windows = new HashMap<TopicPartition, Long>();
        committed.forEach((partition, offset) -> {
            if (offset != null) {
                (partition.topic().equals(topics.forbidden()) ? clicks : windows).put(partition, offset.offset());
            }
        });
        var now = clock.instant();
        var forbiddenPath = Thresholds.of(rules).forbiddenPath();
        try {
            retained.readBefore(clicks, now.minus(forbiddenPath.window()), forbiddenPath.maxClicks(), replica::warmUp);
            retained.readBefore(windows, now.minus(config.warmUp()), Long.MAX_VALUE, replica::warmUp);
        } catch (TimeoutException e) {
            Log.warnf(
                    "The rules start with less of the past (footfall.alerts.warm-up): Kafka did not answer within %s"
                            + " (footfall.alerts.start-timeout): %s",
                    config.startTimeout(), e.getMessage());
        }
    }
}
