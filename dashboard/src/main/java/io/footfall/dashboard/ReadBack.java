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
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether the board has all that the log had when this service was given its partitions. Before that it
 * shows the past, and nobody is told: a browser that comes back would lose the hour that it has.
 */
@Readiness
@Singleton
@Default
@Identifier("read-back")
class ReadBack implements KafkaConsumerRebalanceListener, HealthCheck {
    private static final int CHANNELS = 2;

    /** The last record before the end of a topic is followed by the mark of its transaction. */
    private static final int MARK = 1;

    /** For ends without a record before them, such as those of transactions that were given up. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    private final Clock clock;
    private final Duration patience;
    private final Set<String> groups = new HashSet<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private Instant begunAt;
    private Instant heardAt;

    @Inject
    ReadBack(Clock clock, DashboardConfig config) {
        this(clock, config.readBackWithin());
    }

    ReadBack(Clock clock, Duration patience) {
        this.clock = clock;
        this.patience = patience;
        this.begunAt = clock.instant();
        this.heardAt = begunAt;
    }

    /** From here on everything is read once more: no offsets are kept. */
    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        var first = consumer.beginningOffsets(partitions);
        var end = consumer.endOffsets(partitions);
        end.entrySet().removeIf(entry -> first.get(entry.getKey()).equals(entry.getValue()));
        begin(consumer.groupMetadata().groupId(), end);
    }

    private synchronized void begin(String group, Map<TopicPartition, Long> end) {
        groups.add(group);
        ends.putAll(end);
        begunAt = clock.instant();
        heardAt = begunAt;
    }

    /** These records are on the board. */
    synchronized void taken(ConsumerRecords<?, ?> records) {
        heardAt = clock.instant();
        for (var partition : records.partitions()) {
            var taken = records.records(partition);
            var next = taken.get(taken.size() - 1).offset() + 1;
            ends.computeIfPresent(partition, (same, end) -> next + MARK >= end ? null : end);
        }
    }

    synchronized boolean isComplete() {
        var now = clock.instant();
        var isAssigned = groups.size() == CHANNELS;
        if (isAssigned && !now.isBefore(heardAt.plus(QUIET))) {
            ends.clear();
        }
        return (isAssigned && ends.isEmpty()) || !now.isBefore(begunAt.plus(patience));
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.builder()
                .name("the last hour has been read back")
                .status(isComplete())
                .build();
    }
}
