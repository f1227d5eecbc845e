package io.footfall.alerts.leader;

import io.footfall.alerts.AlertsConfig;
import io.footfall.alerts.evaluation.RetainedEvents;
import io.footfall.alerts.rules.ProbingRule;
import io.footfall.alerts.rules.RulesConfig;
import io.footfall.alerts.rules.Thresholds;
import io.footfall.alerts.state.AlertsViewConsumer;
import io.footfall.events.settings.ServiceMain;
import io.footfall.events.topics.Topics;
import io.quarkus.logging.Log;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Starts and stops the {@link ActiveReplica} when the consumer group assigns or revokes all partitions. Before the first
 * record it completes the view of the alert topics and trains the rules with the recent past.
 *
 * <p>A replica is ready once it is active or stands by. The readiness check of SmallRye is up even if the channel has never
 * reached Kafka.
 */
@Readiness
@Singleton
@Default
@Identifier("leadership")
final class LeadershipListener implements KafkaConsumerRebalanceListener, HealthCheck {
    private static final String NAME = "Consumer group of alerts";

    private final LeaderLoop loop;
    private final AlertsViewConsumer viewConsumer;
    private final Supplier<ActiveReplica> newReplica;
    private final StartOffsets startOffsets;
    private final RetainedEvents retained;
    private final Topics topics;
    private final RulesConfig rules;
    private final AlertsConfig config;
    private final Clock clock;
    private volatile boolean hasJoined;

    LeadershipListener(
            LeaderLoop loop,
            AlertsViewConsumer viewConsumer,
            Supplier<ActiveReplica> newReplica,
            StartOffsets startOffsets,
            RetainedEvents retained,
            Topics topics,
            RulesConfig rules,
            AlertsConfig config,
            Clock clock) {
        this.loop = loop;
        this.viewConsumer = viewConsumer;
        this.newReplica = newReplica;
        this.startOffsets = startOffsets;
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
            hasJoined = true;
            return;
        }
        try {
            takeOver(consumer, partitions);
        } catch (RuntimeException unexpected) {
            // Otherwise records would arrive that nobody processes.
            Log.fatal("Cannot become the active replica; stopping", unexpected);
            ServiceMain.stopAfterFailure();
            throw unexpected;
        }
    }

    private void takeOver(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        try {
            // First, because it fences the replica that was active before: the view is complete only after that.
            var replica = newReplica.get();
            viewConsumer.awaitEnd();
            warmUp(replica, startOffsets.of(consumer, partitions));
            loop.lead(replica);
            hasJoined = true;
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

    @Override
    public HealthCheckResponse call() {
        return hasJoined
                ? HealthCheckResponse.up(NAME)
                : HealthCheckResponse.named(NAME)
                        .down()
                        .withData("reason", "This replica has not joined it yet (kafka.bootstrap.servers)")
                        .build();
    }

    /** Reads no more forbidden clicks and requests than the rules can use: there may be millions. */
    private void warmUp(ActiveReplica replica, Map<TopicPartition, Long> startOffsetsByPartition) {
        var windows = new HashMap<>(startOffsetsByPartition);
        var clicks = removeOf(topics.forbidden(), windows);
        var requests = removeOf(topics.suspiciousRequests(), windows);
        var now = clock.instant();
        var forbiddenPath = Thresholds.of(rules).forbiddenPath();
        var probing = Thresholds.of(rules).probing();
        try {
            retained.readBefore(clicks, now.minus(forbiddenPath.window()), forbiddenPath.maxClicks(), replica::warmUp);
            retained.readBefore(
                    requests, now.minus(probing.window()), ProbingRule.Policy.MAX_REQUESTS, replica::warmUp);
            retained.readBefore(windows, now.minus(config.warmUp()), Long.MAX_VALUE, replica::warmUp);
        } catch (TimeoutException e) {
            Log.warnf(
                    "The rules start with less of the past (footfall.alerts.warm-up): Kafka did not answer within %s"
                            + " (footfall.alerts.start-timeout): %s",
                    config.startTimeout(), e.getMessage());
        }
    }

    private static Map<TopicPartition, Long> removeOf(String topic, Map<TopicPartition, Long> offsets) {
        var removed = new HashMap<TopicPartition, Long>();
        offsets.forEach((partition, offset) -> {
            if (partition.topic().equals(topic)) {
                removed.put(partition, offset);
            }
        });
        offsets.keySet().removeAll(removed.keySet());
        return removed;
    }
}
