package io.footfall.processor.alignment;

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
 * Consumer of Kafka Streams that pauses partitions of {@code clicks} which are ahead of the others, and reports which
 * partitions have unread clicks. Kafka Streams itself pauses partitions whose buffers are full: a partition is read only
 * if neither has paused it.
 */
final class AlignedConsumer extends KafkaConsumer<byte[], byte[]> {
    private static final long REPORT_INTERVAL_MILLIS = 500;

    private final String clicks;
    private final WatermarkAlignment alignment;
    private final AlignmentGuard guard;
    private final Set<TopicPartition> pausedByAlignment = new HashSet<>();
    private final Set<TopicPartition> pausedByStreams = new HashSet<>();
    private boolean hasPolled;
    private long reportedAt;

    AlignedConsumer(Map<String, Object> settings, String clicks, WatermarkAlignment alignment, AlignmentGuard guard) {
        super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.clicks = clicks;
        this.alignment = alignment;
        this.guard = guard;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        if (!hasPolled) {
            hasPolled = true;
            guard.beforeFirstPoll();
        }
        if (!alignment.isAligned() || !pausedByAlignment.isEmpty()) {
            align();
        }
        var records = super.poll(timeout);
        if (System.currentTimeMillis() - reportedAt >= REPORT_INTERVAL_MILLIS) {
            reportedAt = System.currentTimeMillis();
            assignment().stream()
                    .filter(this::isClicks)
                    .forEach(partition -> alignment.reportUnread(partition.partition(), hasUnread(partition)));
        }
        return records;
    }

    private void align() {
        var assigned = assignment();
        pausedByAlignment.retainAll(assigned);
        for (var partition : assigned) {
            if (!isClicks(partition)) {
                continue;
            }
            if (alignment.isAhead(partition.partition())) {
                pausedByAlignment.add(partition);
                super.pause(Set.of(partition));
            } else if (pausedByAlignment.remove(partition) && !pausedByStreams.contains(partition)) {
                super.resume(Set.of(partition));
            }
        }
    }

    private boolean isClicks(TopicPartition partition) {
        return partition.topic().equals(clicks);
    }

    /** Before the broker's first response the lag is unknown, and there may be unread clicks. */
    private boolean hasUnread(TopicPartition partition) {
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
        var resumed = new HashSet<>(partitions);
        resumed.removeAll(pausedByAlignment);
        super.resume(resumed);
    }
}
