package io.footfall.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.testing.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoreReadinessTest {
    private static final TopicPartition TRAFFIC = new TopicPartition("traffic", 0);
    private static final TopicPartition COUNTS = new TopicPartition("click-counts", 0);
    private static final TopicPartition ALERTS = new TopicPartition("alerts", 0);

    private final MutableClock clock = new MutableClock(Samples.NOON);
    private final RestoreReadiness readiness = new RestoreReadiness(clock, Duration.ofSeconds(30), "kafka:9092");

    @Test
    void itIsReadyWhenTheLastRecordBeforeTheEndHasBeenApplied() {
        assign(TRAFFIC, 12); // the last offset is the marker of a transaction
        assign(COUNTS, 0);
        assign(ALERTS, 3);
        apply(ALERTS, 2);

        apply(TRAFFIC, 9);
        assertThat(readiness.isComplete()).isFalse();

        apply(TRAFFIC, 10);
        assertThat(readiness.isComplete()).isTrue();
    }

    @Test
    void emptyTopicsNeedNoRecords() {
        assign(TRAFFIC, 0);
        assertThat(readiness.isComplete()).isFalse();

        assign(ALERTS, 0);
        assertThat(readiness.isComplete()).isFalse();

        assign(COUNTS, 0);
        assertThat(readiness.isComplete()).isTrue();
    }

    @Test
    void itIsReadyAfterAQuietPeriodWithoutRecords() {
        assign(TRAFFIC, 12);
        assign(ALERTS, 0);
        assign(COUNTS, 0);
        clock.advance(Duration.ofSeconds(4));
        apply(TRAFFIC, 5);
        clock.advance(Duration.ofSeconds(4));
        assertThat(readiness.isComplete()).isFalse();

        clock.advance(Duration.ofSeconds(1));

        assertThat(readiness.isComplete()).isTrue();
    }

    @Test
    void itIsReadyAfterTheTimeout() {
        assertThat(readiness.isComplete()).isFalse();

        clock.advance(Duration.ofSeconds(30));

        assertThat(readiness.isComplete()).isTrue();
    }

    @Test
    void partitionsThatAreAssignedAgainAreRestoredAgain() {
        assign(TRAFFIC, 0);
        assign(ALERTS, 0);
        assign(COUNTS, 0);
        clock.advance(Duration.ofSeconds(60));
        assertThat(readiness.isComplete()).isTrue();

        assign(TRAFFIC, 7);
        assertThat(readiness.isComplete()).isFalse();

        apply(TRAFFIC, 6);
        assertThat(readiness.isComplete()).isTrue();
    }

    private void assign(TopicPartition partition, long end) {
        var consumer = new MockConsumer<String, byte[]>("earliest") {
            @Override
            public synchronized ConsumerGroupMetadata groupMetadata() {
                return new ConsumerGroupMetadata(partition.topic());
            }
        };
        consumer.updateBeginningOffsets(Map.of(partition, 0L));
        consumer.updateEndOffsets(Map.of(partition, end));
        readiness.onPartitionsAssigned(consumer, List.of(partition));
    }

    private void apply(TopicPartition partition, long offset) {
        var record = new ConsumerRecord<>(partition.topic(), partition.partition(), offset, "key", new byte[0]);
        readiness.applied(new ConsumerRecords<>(Map.of(partition, List.of(record)), Map.of()));
    }
}
