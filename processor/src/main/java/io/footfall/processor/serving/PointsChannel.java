package io.footfall.processor.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.influxdb.client.write.Point;
import io.footfall.events.ClickJson;
import io.footfall.events.Headers;
import io.footfall.processor.serving.influxdb.BucketRetention;
import io.footfall.processor.serving.influxdb.InfluxOutage;
import io.footfall.processor.serving.influxdb.InfluxStore;
import io.footfall.processor.serving.influxdb.PointWriter;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
        var entries = StreamSupport.stream(batch.spliterator(), false)
                .map(record -> new RecordPoint(
                        record, point(record), () -> counter.isOwned(record.partition(), generation), refusedPoints))
                .toList();
        return writer.write(entries).invoke(() -> entries.forEach(entry -> count(entry, generation)));
    }

    private void count(RecordPoint entry, int generation) {
        var record = entry.record();
        counter.answered(record.partition(), generation, record.offset(), entry.result());
    }

    private Point point(ConsumerRecord<byte[], byte[]> record) {
        try {
            var offset = Long.parseLong(header(record, Headers.SOURCE_OFFSET));
            var click = ClickJson.read(record.value());
            return Points.click(click, identity.time(click.tsIngest(), record.partition(), offset));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s-%d@%d is not a cleaned click".formatted(record.topic(), record.partition(), record.offset()),
                    e);
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        if (header == null) {
            throw new IllegalStateException(
                    "%s-%d@%d has no header %s".formatted(record.topic(), record.partition(), record.offset(), name));
        }
        return new String(header.value(), UTF_8);
    }
}
