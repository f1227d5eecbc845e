package io.footfall.processor.batch;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Clicks of one partition that were polled together, as one record of Kafka Streams: its queues, contexts and metrics take
 * as much CPU for a record as validating and counting a click. The record's offset is that of the first click, because
 * Kafka Streams commits the offset of the record that it would process next.
 *
 * <p>The clicks are in a header, which Kafka Streams passes on as it is. It exists in memory only, so no sender can create
 * one.
 */
public final class ClickBatch implements Header {
    private static final String KEY = "click-batch";
    private static final byte[] EMPTY = {};

    private final List<ConsumerRecord<byte[], byte[]>> clicks;

    private ClickBatch(List<ConsumerRecord<byte[], byte[]>> clicks) {
        this.clicks = clicks;
    }

    /**
     * Packs clicks into one record.
     *
     * @param clicks at least one, of one partition, in their order
     */
    public static ConsumerRecord<byte[], byte[]> pack(List<ConsumerRecord<byte[], byte[]>> clicks) {
        var first = clicks.get(0);
        var last = clicks.get(clicks.size() - 1);
        return new ConsumerRecord<>(
                first.topic(),
                first.partition(),
                first.offset(),
                last.timestamp(),
                last.timestampType(),
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                null,
                null,
                headers(new ClickBatch(clicks)),
                first.leaderEpoch());
    }

    /** Kafka's own implementation is internal. */
    private static Headers headers(ClickBatch batch) {
        return new ProducerRecord<>(KEY, batch).headers().add(batch);
    }

    /** The clicks in a record that Kafka Streams processes; a record that is no batch is a single click. */
    public static List<ConsumerRecord<byte[], byte[]>> unpack(
            Record<byte[], byte[]> processed, RecordMetadata metadata) {
        if (processed.headers().lastHeader(KEY) instanceof ClickBatch batch) {
            return batch.clicks;
        }
        return List.of(new ConsumerRecord<>(
                metadata.topic(),
                metadata.partition(),
                metadata.offset(),
                processed.timestamp(),
                TimestampType.LOG_APPEND_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                processed.key(),
                processed.value(),
                processed.headers(),
                Optional.empty()));
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public byte[] value() {
        return EMPTY;
    }
}
