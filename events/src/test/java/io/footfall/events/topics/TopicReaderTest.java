package io.footfall.events.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopicReaderTest {
    private static final TopicPartition FIRST = new TopicPartition("clicks", 0);
    private static final TopicPartition SECOND = new TopicPartition("clicks", 1);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final TopicReader reader = new TopicReader(consumer, Duration.ofMillis(300));
    private final List<Long> offsets = new ArrayList<>();

    @BeforeEach
    void kafkaHasTwoPartitions() {
        consumer.updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L));
    }

    @Test
    void readsFromTheFirstOffsetUpToTheLast() {
        records(FIRST, 3, 4, 5, 6);

        reader.read(Map.of(FIRST, 4L), Map.of(FIRST, 6L), record -> offsets.add(record.offset()));

        assertThat(offsets).containsExactly(4L, 5L);
    }

    @Test
    void doesNotReadPartitionsThatAreNotAskedFor() {
        records(SECOND, 0, 1);

        reader.read(Map.of(SECOND, 0L), Map.of(FIRST, 9L, SECOND, 2L), record -> offsets.add(record.offset()));

        assertThat(offsets).containsExactly(0L, 1L);
    }

    @Test
    void findsTheFirstRecordThatMatches() {
        records(FIRST, 0, 1, 2, 3);

        var found = reader.first(Map.of(FIRST, 0L), Map.of(FIRST, 4L), record -> record.offset() >= 2);

        assertThat(found).get().extracting(ConsumerRecord::offset).isEqualTo(2L);
    }

    @Test
    void findsNothingIfNoRecordMatches() {
        records(FIRST, 0, 1);

        assertThat(reader.first(Map.of(FIRST, 0L), Map.of(FIRST, 2L), record -> false))
                .isEmpty();
    }

    @Test
    void theErrorNamesThePositionsWhenReadingMakesNoProgress() {
        records(FIRST, 0, 1);

        assertThatThrownBy(() -> reader.read(Map.of(FIRST, 0L), Map.of(FIRST, 5L), record -> {}))
                .isInstanceOf(TimeoutException.class)
                .hasMessage(
                        "No progress for PT0.3S: read up to {clicks-0=2} of {clicks-0=5}; a transaction may be open");
    }

    @Test
    void theErrorNamesTheTopicThatDoesNotExist() {
        assertThatThrownBy(() -> reader.partitions(List.of("nowhere")))
                .isInstanceOf(TimeoutException.class)
                .hasMessage("Topic nowhere does not exist after PT0.3S");
    }

    @Test
    void followsUntilItIsWokenUp() {
        records(FIRST, 0, 1);
        var progress = new ArrayList<Map<TopicPartition, Long>>();

        assertThatThrownBy(() -> reader.follow(Map.of(FIRST, 0L), record -> offsets.add(record.offset()), positions -> {
                    progress.add(positions);
                    reader.wakeup();
                }))
                .isInstanceOf(WakeupException.class);

        assertThat(offsets).containsExactly(0L, 1L);
        assertThat(progress).containsExactly(Map.of(FIRST, 2L));
    }

    private void records(TopicPartition partition, long... added) {
        consumer.schedulePollTask(() -> {
            for (var offset : added) {
                if (offset >= consumer.position(partition)) {
                    consumer.addRecord(new ConsumerRecord<>(
                            partition.topic(), partition.partition(), offset, new byte[0], new byte[0]));
                }
            }
        });
    }
}
