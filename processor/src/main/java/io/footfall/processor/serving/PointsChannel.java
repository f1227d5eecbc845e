package io.footfall.processor.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.influxdb.client.write.Point;
import io.footfall.events.ClickJson;
import io.footfall.events.Headers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * From {@code clicks-cleaned} to the time-series store: a batch's offsets are committed once the store has answered for every point in it.
 */
@ApplicationScoped
class PointsChannel {
    private final PointWriter writer;
    private final RefusedPoints refusedPoints;

    PointsChannel(InfluxStore store, RefusedPoints refusedPoints) {
        this.writer = PointWriter.to(store);
        this.refusedPoints = refusedPoints;
    }

    @Incoming("cleaned")
    Uni<Void> clicks(ConsumerRecords<byte[], byte[]> batch) {
        List<ConsumerRecord<byte[], byte[]>> records =
                StreamSupport.stream(batch.spliterator(), false).toList();
        return writer.write(records, PointsChannel::point, refusedPoints::keep);
    }

    private static Point point(ConsumerRecord<byte[], byte[]> record) {
        try {
            var offset = Long.parseLong(header(record, Headers.SOURCE_OFFSET));
            return Points.click(ClickJson.read(record.value()), record.partition(), offset);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset()), e);
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
