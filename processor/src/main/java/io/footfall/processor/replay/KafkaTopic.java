package io.footfall.processor.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.events.Headers;
import io.footfall.events.Rejection;
import io.footfall.events.Rejection.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** One derived topic of a layer, read as it stands: committed records only, up to an end that is known beforehand. */
final class KafkaTopic {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NOT_STORED = Rejection.of(Reason.NOT_STORED).code();

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, Long> begins;
    private final Map<TopicPartition, Long> ends;

    /** @param ends by partition, those of transactions under way included, so that nothing committed is missed */
    KafkaTopic(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        this.consumer = consumer;
        this.partitions = List.copyOf(ends.keySet());
        this.begins = consumer.beginningOffsets(partitions);
        this.ends = ends;
    }

    /**
     * By partition, the offset in {@code clicks} from which on every record is still here: 0 where
     * none has ever been deleted.
     */
    Map<Integer, Long> retainedFrom() throws NotComparable {
        var retained = new TreeMap<Integer, Long>();
        for (var partition : partitions) {
            retained.put(partition.partition(), begins.get(partition) == 0 ? 0 : firstSource(partition));
        }
        return retained;
    }

    private long firstSource(TopicPartition partition) throws NotComparable {
        var first = new long[] {Long.MAX_VALUE};
        consumer.assign(List.of(partition));
        consumer.seek(partition, begins.get(partition));
        readUntil(() -> first[0] < Long.MAX_VALUE || consumer.position(partition) >= ends.get(partition), record -> {
            if (isDerived(record)) {
                first[0] = Math.min(first[0], sourceOffset(record));
            }
        });
        return first[0];
    }

    /** Every committed record; fails if retention deletes some of them meanwhile. */
    void read(Consumer<ConsumerRecord<byte[], byte[]>> each) throws NotComparable {
        consumer.assign(partitions);
        begins.forEach(consumer::seek);
        readUntil(
                () -> partitions.stream().allMatch(partition -> consumer.position(partition) >= ends.get(partition)),
                each);
        if (!consumer.beginningOffsets(partitions).equals(begins)) {
            throw new NotComparable("retention has deleted records of "
                    + partitions.get(0).topic() + " while they were read; ask again");
        }
    }

    @FunctionalInterface
    private interface Done {
        boolean isTrue();
    }

    private void readUntil(Done done, Consumer<ConsumerRecord<byte[], byte[]>> each) throws NotComparable {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var position = positions();
        while (!done.isTrue()) {
            consumer.poll(POLL).forEach(each);
            var now = positions();
            if (!now.equals(position)) {
                position = now;
                deadline = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new NotComparable("no end of %s is seen: a transaction has been open for %d s"
                        .formatted(partitions.get(0).topic(), PATIENCE.toSeconds()));
            }
        }
    }

    private Map<TopicPartition, Long> positions() {
        return consumer.assignment().stream().collect(Collectors.toMap(partition -> partition, consumer::position));
    }

    /** What the sink has added to the rejected clicks comes from another topic than the log. */
    static boolean isDerived(ConsumerRecord<byte[], byte[]> record) {
        return !NOT_STORED.equals(header(record, Headers.REASON));
    }

    static long sourceOffset(ConsumerRecord<byte[], byte[]> record) {
        return Long.parseLong(header(record, Headers.SOURCE_OFFSET));
    }

    /** The text of a header, empty where there is none. */
    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }
}
