package io.footfall.dashboard;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once Kafka has been reached and every topic has been read up to the end that it had when its partitions were assigned. Nothing is
 * published before: a browser that reconnects would replace its last hour by an older state.
 */
@Readiness
@Singleton
@Default
@Identifier("restore")
class RestoreReadiness implements KafkaConsumerRebalanceListener, HealthCheck {
    private static final String NAME = "Restore from Kafka";
    private static final int CHANNELS = 3;

    /** The last record of a topic may be followed by a marker of its transaction, which takes an offset. */
    private static final int TRANSACTION_MARKER = 1;

    /** After this time without records the end is reached: only records of aborted transactions are before it. */
    private static final Duration QUIET_PERIOD = Duration.ofSeconds(5);

    private final Clock clock;
    private final Duration timeout;
    private final String address;
    private final Set<String> assignedGroups = new HashSet<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private Instant begunAt;
    private Instant lastRecordsAt;

    @Inject
    RestoreReadiness(
            Clock clock, DashboardConfig config, @ConfigProperty(name = "kafka.bootstrap.servers") String address) {
        this(clock, config.restoreTimeout(), address);
    }

    RestoreReadiness(Clock clock, Duration timeout, String address) {
        this.clock = clock;
        this.timeout = timeout;
        this.address = address;
        this.begunAt = clock.instant();
        this.lastRecordsAt = begunAt;
    }

    /** Offsets are not committed, so everything is read again. */
    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        var beginnings = consumer.beginningOffsets(partitions);
        var nonEmpty = consumer.endOffsets(partitions);
        nonEmpty.entrySet().removeIf(entry -> beginnings.get(entry.getKey()).equals(entry.getValue()));
        begin(consumer.groupMetadata().groupId(), nonEmpty);
    }

    private synchronized void begin(String group, Map<TopicPartition, Long> endOffsets) {
        assignedGroups.add(group);
        ends.putAll(endOffsets);
        begunAt = clock.instant();
        lastRecordsAt = begunAt;
    }

    /** To be called after the records have been applied to the dashboard. */
    synchronized void applied(ConsumerRecords<?, ?> records) {
        lastRecordsAt = clock.instant();
        for (var partition : records.partitions()) {
            var applied = records.records(partition);
            var next = applied.get(applied.size() - 1).offset() + 1;
            ends.computeIfPresent(partition, (same, end) -> next + TRANSACTION_MARKER >= end ? null : end);
        }
    }

    synchronized boolean isComplete() {
        var now = clock.instant();
        var isAssigned = assignedGroups.size() == CHANNELS;
        if (isAssigned && !now.isBefore(lastRecordsAt.plus(QUIET_PERIOD))) {
            ends.clear();
        }
        return (isAssigned && ends.isEmpty()) || !now.isBefore(begunAt.plus(timeout));
    }

    /** SmallRye's own check is up for a channel that has never connected. */
    private synchronized boolean hasReachedKafka() {
        return assignedGroups.size() == CHANNELS;
    }

    @Override
    public HealthCheckResponse call() {
        return hasReachedKafka() && isComplete()
                ? HealthCheckResponse.up(NAME)
                : HealthCheckResponse.named(NAME)
                        .down()
                        .withData(
                                "reason",
                                "The last hour has not been restored yet from Kafka at %s (kafka.bootstrap.servers)"
                                        .formatted(address))
                        .build();
    }
}
