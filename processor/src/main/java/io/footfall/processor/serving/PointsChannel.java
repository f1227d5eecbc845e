package io.footfall.processor.serving;

import io.footfall.processor.serving.influxdb.BucketRetention;
import io.footfall.processor.serving.influxdb.InfluxOutage;
import io.footfall.processor.serving.influxdb.InfluxStore;
import io.footfall.processor.serving.influxdb.PointWriter;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Writes {@code clicks-cleaned} to InfluxDB. The offsets of a batch are committed, with the counts of
 * {@link StoredPointCounter}, after InfluxDB has answered for every point in it.
 */
@ApplicationScoped
class PointsChannel {
    private final PointWriter writer;
    private final RefusedPoints refusedPoints;
    private final StoredPointCounter counter;
    private final PointIdentity identity;

    @Inject
    PointsChannel(
            InfluxStore store,
            InfluxOutage outage,
            BucketRetention retention,
            RefusedPoints refusedPoints,
            StoredPointCounter counter,
            PointIdentity identity) {
        this(PointWriter.to(store, outage, retention), refusedPoints, counter, identity);
    }

    PointsChannel(PointWriter writer, RefusedPoints refusedPoints, StoredPointCounter counter, PointIdentity identity) {
        this.writer = writer;
        this.refusedPoints = refusedPoints;
        this.counter = counter;
        this.identity = identity;
    }

    @Incoming("cleaned")
    Uni<Void> clicks(
            ConsumerRecords<byte[], byte[]> batch, IncomingKafkaRecordBatchMetadata<byte[], byte[]> reception) {
        return write(batch, reception.getConsumerGroupGenerationId());
    }

    /** @param generation of the consumer group when the batch was received */
    Uni<Void> write(ConsumerRecords<byte[], byte[]> batch, int generation) {
        var clickPoints = new ClickPoints(batch.count(), identity, refusedPoints);
        for (var partition : batch.partitions()) {
            BooleanSupplier ownership = () -> counter.isOwned(partition.partition(), generation);
            for (var record : batch.records(partition)) {
                clickPoints.add(record, ownership);
            }
        }
        var entries = clickPoints.entries();
        return writer.write(entries).invoke(() -> entries.forEach(entry -> count(entry, generation)));
    }

    private void count(RecordPoint entry, int generation) {
        counter.answered(entry.partition(), generation, entry.offset(), entry.result());
    }
}
