package io.footfall.processor.serving;

import io.footfall.processor.accounting.StoredPointCounts;
import io.footfall.processor.serving.StoredPointCounter.Committable;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the counts of stored points that a consumer group has committed. Without a committed offset a partition is counted
 * from its first record; that is refused if Kafka has deleted records of it, because their points are stored, but would be
 * counted as in flight for ever.
 */
final class CommittedPointCounts {
    private CommittedPointCounts() {}

    /**
     * Reads the counts of partitions that have just been assigned.
     *
     * @throws IllegalStateException if the counts of a partition are lost
     */
    static List<Committable> of(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        var group = consumer.groupMetadata();
        var committed = consumer.committed(new HashSet<>(partitions));
        var uncommitted = partitions.stream()
                .filter(partition -> committed.get(partition) == null)
                .toList();
        checkNothingIsDeleted(
                group.groupId(), uncommitted.isEmpty() ? Map.of() : consumer.beginningOffsets(uncommitted));
        return partitions.stream()
                .map(partition -> committable(partition.partition(), group.generationId(), committed.get(partition)))
                .toList();
    }

    private static void checkNothingIsDeleted(String group, Map<TopicPartition, Long> begins) {
        begins.forEach((partition, begin) -> {
            if (begin > 0) {
                throw new IllegalStateException(
                        ("Group %s has no committed offset for %s (offsets.retention.minutes of the brokers), of which Kafka has"
                                        + " deleted the records before offset %d: the counts of their points are lost. Start a new"
                                        + " serving version (footfall.serving-version), see docs/replay.md; or set the group's offset"
                                        + " by hand, and counts of stored points begin there")
                                .formatted(group, partition, begin));
            }
        });
    }

    private static Committable committable(int partition, int generation, OffsetAndMetadata committed) {
        return committed == null
                ? new Committable(partition, generation, 0, StoredPointCounts.NONE)
                : new Committable(
                        partition, generation, committed.offset(), StoredPointCounts.parse(committed.metadata()));
    }
}
