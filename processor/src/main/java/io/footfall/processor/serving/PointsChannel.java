package io.footfall.processor.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.influxdb.client.write.Point;
import io.footfall.events.ClickJson;
import io.footfall.events.Headers;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    PointsChannel(InfluxStore store, RefusedPoints refusedPoints, StoredPointCounter counter) {
        this.writer = PointWriter.to(store);
        this.refusedPoints = refusedPoints;
        this.counter = counter;
    }

    @Incoming("cleaned")
    Uni<Void> clicks(
            ConsumerRecords<byte[], byte[]> batch, IncomingKafkaRecordBatchMetadata<byte[], byte[]> reception) {
        List<ConsumerRecord<byte[], byte[]>> records =
                StreamSupport.stream(batch.spliterator(), false).toList();
        Set<ConsumerRecord<byte[], byte[]>> refused = ConcurrentHashMap.newKeySet();
        return writer.write(records, PointsChannel::point, (record, reason) -> refusedPoints
                        .keep(record, reason)
                        .invoke(() -> refused.add(record)))
                .invoke(() -> count(records, refused, reception.getConsumerGroupGenerationId()));
    }

    private void count(
            List<ConsumerRecord<byte[], byte[]>> answered,
            Set<ConsumerRecord<byte[], byte[]>> refused,
            int generation) {
        for (var record : answered) {
            counter.answered(record.partition(), generation, record.offset(), !refused.contains(record));
        }
    }

    private static Point point(ConsumerRecord<byte[], byte[]> record) {
        try {
            var offset = Long.parseLong(header(record, Headers.SOURCE_OFFSET));
            return Points.click(ClickJson.read(record.value()), record.partition(), offset);
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
