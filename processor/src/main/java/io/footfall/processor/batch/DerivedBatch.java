package io.footfall.processor.batch;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * Records that are derived from a batch of clicks, for one topic, as one record of Kafka Streams. They are sent to the
 * partition of their clicks, so derived topics keep the order. The batch is its own header, which exists in memory only:
 * the producer sends the records in its place.
 */
public final class DerivedBatch implements Header {
    private static final String KEY = "derived-batch";
    private static final byte[] EMPTY = {};

    private final int partition;
    private final List<DerivedRecord> records;

    /** @param partition of the clicks */
    public DerivedBatch(int partition, List<DerivedRecord> records) {
        this.partition = partition;
        this.records = records;
    }

    /** The batch that is in these headers, or null. */
    public static DerivedBatch in(Headers headers) {
        return headers.lastHeader(KEY) instanceof DerivedBatch batch ? batch : null;
    }

    public List<DerivedRecord> records() {
        return records;
    }

    /** Drops the records: Kafka Streams keeps what it has sent until the broker has acknowledged it. */
    public void sent() {
        records.clear();
    }

    public static StreamPartitioner<byte[], DerivedBatch> partitioner() {
        return (topic, key, batch, partitions) -> Optional.of(Set.of(batch.partition % partitions));
    }

    public static Serializer<DerivedBatch> serializer() {
        return new HeaderSerializer();
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public byte[] value() {
        return EMPTY;
    }

    private static final class HeaderSerializer implements Serializer<DerivedBatch> {
        @Override
        public byte[] serialize(String topic, Headers headers, DerivedBatch batch) {
            headers.add(batch);
            return EMPTY;
        }

        @Override
        public byte[] serialize(String topic, DerivedBatch batch) {
            throw new UnsupportedOperationException("a batch is sent in a header");
        }
    }
}
