package io.footfall.processor.serving;

import io.footfall.processor.accounting.StorageResult;
import io.footfall.processor.serving.influxdb.LineBuffer;
import io.footfall.processor.serving.influxdb.PointEntry;
import io.smallrye.mutiny.Uni;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The point of a record. If InfluxDB refuses it for good, the record is kept among {@link RefusedPoints}. */
final class RecordPoint implements PointEntry {
    private final ConsumerRecord<byte[], byte[]> record;
    private final LineBuffer lines;
    private final int begin;
    private final int end;
    private final long time;
    private final BooleanSupplier ownership;
    private final RefusedPoints refusedPoints;
    private volatile StorageResult result = StorageResult.STORED;

    /**
     * Creates the point that has just been written to a buffer.
     *
     * @param lines of all points of a batch
     * @param begin where the point begins in them; it ends where they end now
     * @param time ns since the epoch
     * @param ownership whether this replica still has the partition of the record
     */
    RecordPoint(
            ConsumerRecord<byte[], byte[]> record,
            LineBuffer lines,
            int begin,
            long time,
            BooleanSupplier ownership,
            RefusedPoints refusedPoints) {
        this.record = record;
        this.lines = lines;
        this.begin = begin;
        this.end = lines.length();
        this.time = time;
        this.ownership = ownership;
        this.refusedPoints = refusedPoints;
    }

    int partition() {
        return record.partition();
    }

    long offset() {
        return record.offset();
    }

    @Override
    public long time() {
        return time;
    }

    @Override
    public void appendTo(LineBuffer request) {
        request.append(lines, begin, end);
    }

    @Override
    public boolean isOwned() {
        return ownership.getAsBoolean();
    }

    @Override
    public Uni<Void> refuse(String reason) {
        return refusedPoints.keep(record, reason).invoke(() -> result = StorageResult.NOT_STORED);
    }

    @Override
    public void expire() {
        result = StorageResult.EXPIRED;
    }

    /** What became of the point, once it has been written. */
    StorageResult result() {
        return result;
    }
}
