package io.footfall.processor.serving;

import com.influxdb.client.write.Point;
import io.footfall.processor.accounting.StorageResult;
import io.footfall.processor.serving.influxdb.PointEntry;
import io.smallrye.mutiny.Uni;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The point of a record. If InfluxDB refuses it for good, the record is kept among {@link RefusedPoints}. */
final class RecordPoint implements PointEntry {
    private final ConsumerRecord<byte[], byte[]> record;
    private final Point point;
    private final BooleanSupplier ownership;
    private final RefusedPoints refusedPoints;
    private volatile StorageResult result = StorageResult.STORED;

    /** @param ownership whether this replica still has the partition of the record */
    RecordPoint(
            ConsumerRecord<byte[], byte[]> record,
            Point point,
            BooleanSupplier ownership,
            RefusedPoints refusedPoints) {
        this.record = record;
        this.point = point;
        this.ownership = ownership;
        this.refusedPoints = refusedPoints;
    }

    ConsumerRecord<byte[], byte[]> record() {
        return record;
    }

    @Override
    public Point point() {
        return point;
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
