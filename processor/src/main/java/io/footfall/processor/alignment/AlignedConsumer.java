package io.footfall.processor.alignment;

import io.footfall.processor.batch.ClickBatch;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Consumer of Kafka Streams that pauses partitions of {@code clicks} which are ahead of the others, and reports which
 * partitions have unread clicks. Kafka Streams itself pauses partitions whose buffers are full: a partition is read only
 * if neither has paused it. It polls Kafka no more often than is useful, and the clicks of one poll and partition are one
 * record, a {@link ClickBatch}.
 */
final class AlignedConsumer extends KafkaConsumer<byte[], byte[]> {
    private static final long REPORT_INTERVAL_MILLIS = 500;
    private static final int FEW = 100;
    private static final long REST_MILLIS = 10;

    private final String clicks;
    private final WatermarkAlignment alignment;
    private final AlignmentGuard guard;
    private final Set<TopicPartition> pausedByAlignment = new HashSet<>();
    private final Set<TopicPartition> pausedByStreams = new HashSet<>();
    private boolean hasPolled;
    private boolean hasFew;
    private long polledAt;
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
        awaitMore();
        var records = super.poll(PollDeadline.limit(timeout, System.currentTimeMillis()));
        hasFew = !records.isEmpty() && records.count() < FEW;
        polledAt = System.currentTimeMillis();
        if (polledAt - reportedAt >= REPORT_INTERVAL_MILLIS) {
            reportedAt = polledAt;
            assignment().stream()
                    .filter(this::isClicks)
                    .forEach(partition -> alignment.reportUnread(partition.partition(), hasUnread(partition)));
        }
        return records.isEmpty() ? records : packed(records);
    }

    private ConsumerRecords<byte[], byte[]> packed(ConsumerRecords<byte[], byte[]> records) {
        var byPartition = new HashMap<TopicPartition, List<ConsumerRecord<byte[], byte[]>>>();
        for (var partition : records.partitions()) {
            var polled = records.records(partition);
            byPartition.put(partition, isClicks(partition) ? List.of(ClickBatch.pack(polled)) : polled);
        }
        return new ConsumerRecords<>(byPartition, records.nextOffsets());
    }

    /**
     * Waits a little after a poll that returned few records. A request to Kafka costs as much for one record as for a
     * hundred, and without this there would be one for nearly each click.
     */
    private void awaitMore() {
        var left = polledAt + REST_MILLIS - System.currentTimeMillis();
        if (hasFew && left > 0 && left <= REST_MILLIS) {
            try {
                Thread.sleep(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
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
