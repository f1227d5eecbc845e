package io.footfall.processor;

import io.footfall.processor.windows.Pace;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Kafka Streams' consumer, which lets partitions of {@code clicks} wait that are too far ahead of the
 * others, and takes note of those that have more to read. Streams pauses partitions itself when its
 * buffers are full: one is read only if neither wants it to wait.
 */
final class AlignedConsumer extends KafkaConsumer<byte[], byte[]> {
    private static final long LOOK_EVERY_MILLIS = 500;

    private final String clicks;
    private final Pace pace;
    private final Set<TopicPartition> waiting = new HashSet<>();
    private final Set<TopicPartition> pausedByStreams = new HashSet<>();
    private long looked;

    AlignedConsumer(Map<String, Object> settings, String clicks, Pace pace) {
        super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.clicks = clicks;
        this.pace = pace;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        if (!pace.isEven() || !waiting.isEmpty()) {
            align();
        }
        var records = super.poll(timeout);
        if (System.currentTimeMillis() - looked >= LOOK_EVERY_MILLIS) {
            looked = System.currentTimeMillis();
            assignment().stream()
                    .filter(this::isClicks)
                    .forEach(partition -> pace.unread(partition.partition(), hasMore(partition)));
        }
        return records;
    }

    private void align() {
        var assigned = assignment();
        waiting.retainAll(assigned);
        for (var partition : assigned) {
            if (!isClicks(partition)) {
                continue;
            }
            if (pace.isAhead(partition.partition())) {
                waiting.add(partition);
                super.pause(Set.of(partition));
            } else if (waiting.remove(partition) && !pausedByStreams.contains(partition)) {
                super.resume(Set.of(partition));
            }
        }
    }

    private boolean isClicks(TopicPartition partition) {
        return partition.topic().equals(clicks);
    }

    /** As far as is known: before the first answer of the broker there may be. */
    private boolean hasMore(TopicPartition partition) {
        return currentLag(partition).orElse(1) > 0;
    }

    @Override
    public void pause(Collection<TopicPartition> partitions) {
        pausedByStreams.addAll(partitions);
        super.pause(partitions);
    }

    @Override
    public void resume(Collection<TopicPartition> partitions) {
        pausedByStreams.removeAll(partitions);
        var others = new HashSet<>(partitions);
        others.removeAll(waiting);
        super.resume(others);
    }
}
