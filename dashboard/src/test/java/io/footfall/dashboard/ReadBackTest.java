package io.footfall.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ReadBackTest {
    private static final TopicPartition TRAFFIC = new TopicPartition("traffic", 0);
    private static final TopicPartition ALERTS = new TopicPartition("alerts", 0);

    private Instant now = Samples.NOON;
    private final ReadBack readBack = new ReadBack(new Hand(), Duration.ofSeconds(30));

    @Test
    void itIsCompleteWhenTheLastRecordBeforeTheEndsIsOnTheBoard() {
        assign(TRAFFIC, 12); // of which the last is the mark of a transaction
        assign(ALERTS, 3);
        take(ALERTS, 2);

        take(TRAFFIC, 9);
        assertThat(readBack.isComplete()).isFalse();

        take(TRAFFIC, 10);
        assertThat(readBack.isComplete()).isTrue();
    }

    @Test
    void topicsThatAreEmptyNeedNotBeRead() {
        assign(TRAFFIC, 0);
        assertThat(readBack.isComplete()).isFalse();

        assign(ALERTS, 0);
        assertThat(readBack.isComplete()).isTrue();
    }

    @Test
    void itIsCompleteWhenNothingMoreComes() {
        assign(TRAFFIC, 12);
        assign(ALERTS, 0);
        now = now.plusSeconds(4);
        take(TRAFFIC, 5);
        now = now.plusSeconds(4);
        assertThat(readBack.isComplete()).isFalse();

        now = now.plusSeconds(1);

        assertThat(readBack.isComplete()).isTrue();
    }

    @Test
    void nobodyWaitsForEver() {
        assertThat(readBack.isComplete()).isFalse();

        now = now.plusSeconds(30);

        assertThat(readBack.isComplete()).isTrue();
    }

    @Test
    void whoIsGivenPartitionsAgainReadsThemAgain() {
        assign(TRAFFIC, 0);
        assign(ALERTS, 0);
        now = now.plusSeconds(60);
        assertThat(readBack.isComplete()).isTrue();

        assign(TRAFFIC, 7);
        assertThat(readBack.isComplete()).isFalse();

        take(TRAFFIC, 6);
        assertThat(readBack.isComplete()).isTrue();
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
        readBack.onPartitionsAssigned(consumer, List.of(partition));
    }

    private void take(TopicPartition partition, long offset) {
        var record = new ConsumerRecord<>(partition.topic(), partition.partition(), offset, "key", new byte[0]);
        readBack.taken(new ConsumerRecords<>(Map.of(partition, List.of(record)), Map.of()));
    }

    /** Tells what this test says. */
    private final class Hand extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("nobody asks for a zone");
        }
    }
}
