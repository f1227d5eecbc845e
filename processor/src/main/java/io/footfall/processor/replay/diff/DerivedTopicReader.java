package io.footfall.processor.replay.diff;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.events.Headers;
import io.footfall.events.Rejection;
import io.footfall.events.Rejection.Reason;
import io.footfall.events.topics.TopicReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads one derived topic of a serving version from its beginning to given ends. */
final class DerivedTopicReader {
    private static final String NOT_STORED = Rejection.of(Reason.NOT_STORED).code();

    private final TopicReader reader;
    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, Long> begins;
    private final Map<TopicPartition, Long> ends;

    /** @param ends by partition, behind everything that was committed before the comparison */
    DerivedTopicReader(TopicReader reader, Map<TopicPartition, Long> ends) {
        this.reader = reader;
        this.partitions = List.copyOf(ends.keySet());
        this.begins = reader.beginnings(partitions);
        this.ends = ends;
    }

    /**
     * By partition, the offset in {@code clicks} from which on no derived record has been deleted; 0 if none ever was.
     *
     * @throws NotComparable if Kafka does not give the records
     */
    Map<Integer, Long> retainedFrom() throws NotComparable {
        var retained = new TreeMap<Integer, Long>();
        for (var partition : partitions) {
            retained.put(partition.partition(), begins.get(partition) == 0 ? 0 : firstSourceOffset(partition));
        }
        return retained;
    }

    private long firstSourceOffset(TopicPartition partition) throws NotComparable {
        try {
            return reader.first(
                            Map.of(partition, begins.get(partition)),
                            Map.of(partition, ends.get(partition)),
                            DerivedTopicReader::isDerived)
                    .map(DerivedTopicReader::sourceOffset)
                    .orElse(Long.MAX_VALUE);
        } catch (TimeoutException e) {
            throw new NotComparable(e.getMessage());
        }
    }

    /**
     * Reads every committed record.
     *
     * @throws NotComparable if Kafka does not give them, or retention deletes some of them meanwhile
     */
    void read(Consumer<ConsumerRecord<byte[], byte[]>> handler) throws NotComparable {
        try {
            reader.read(begins, ends, handler);
        } catch (TimeoutException e) {
            throw new NotComparable(e.getMessage());
        }
        if (!reader.beginnings(partitions).equals(begins)) {
            throw new NotComparable("retention has deleted records of "
                    + partitions.get(0).topic() + " while they were read; ask again");
        }
    }

    /** Clicks that InfluxDB has refused are on the topic of rejected clicks too, but they come from another topic. */
    static boolean isDerived(ConsumerRecord<byte[], byte[]> record) {
        return !NOT_STORED.equals(header(record, Headers.REASON));
    }

    static long sourceOffset(ConsumerRecord<byte[], byte[]> record) {
        return Long.parseLong(header(record, Headers.SOURCE_OFFSET));
    }

    /** The text of a header; empty if there is none. */
    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }
}
