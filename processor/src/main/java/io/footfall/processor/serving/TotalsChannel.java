package io.footfall.processor.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.influxdb.client.write.Point;
import io.footfall.events.ClickCounts;
import io.footfall.events.Json;
import io.footfall.events.PageViewWindow;
import io.footfall.events.TrafficWindow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Writes windows, the most viewed articles of final windows, and click counts to InfluxDB. A newer record about the same
 * thing replaces the point of an older one.
 */
@ApplicationScoped
class TotalsChannel {
    private final PointWriter writer;
    private final RefusedPoints refusedPoints;

    TotalsChannel(InfluxStore store, RefusedPoints refusedPoints) {
        this.writer = PointWriter.to(store);
        this.refusedPoints = refusedPoints;
    }

    @Incoming("traffic")
    Uni<Void> traffic(ConsumerRecords<byte[], byte[]> batch) {
        return write(batch, record -> {
            var window = Json.read(record.value(), TrafficWindow.class);
            return Stream.concat(Stream.of(Points.traffic(window)), Points.articles(window).stream());
        });
    }

    @Incoming("page-views")
    Uni<Void> pageViews(ConsumerRecords<byte[], byte[]> batch) {
        return write(batch, record -> Stream.of(Points.pageViews(Json.read(record.value(), PageViewWindow.class))));
    }

    @Incoming("click-counts")
    Uni<Void> clickCounts(ConsumerRecords<byte[], byte[]> batch) {
        return write(batch, record -> Stream.of(Points.clickCounts(Json.read(record.value(), ClickCounts.class))));
    }

    private Uni<Void> write(
            ConsumerRecords<byte[], byte[]> batch, Function<ConsumerRecord<byte[], byte[]>, Stream<Point>> points) {
        var recordPoints = newestByKey(batch).stream()
                .filter(record -> record.value() != null)
                .flatMap(record -> points.apply(record).map(point -> new RecordPoint(record, point)))
                .toList();
        return writer.write(
                recordPoints, RecordPoint::point, (refused, reason) -> refusedPoints.keep(refused.record(), reason));
    }

    /** Older records of a batch are left out, because the points of one request are written in no order. */
    private static Collection<ConsumerRecord<byte[], byte[]>> newestByKey(ConsumerRecords<byte[], byte[]> batch) {
        var newest = new LinkedHashMap<String, ConsumerRecord<byte[], byte[]>>();
        batch.forEach(record -> newest.put(new String(record.key(), UTF_8), record));
        return newest.values();
    }

    /** A point and the record that it was made from. */
    private record RecordPoint(ConsumerRecord<byte[], byte[]> record, Point point) {}
}
