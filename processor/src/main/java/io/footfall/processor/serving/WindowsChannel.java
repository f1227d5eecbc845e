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
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * From {@code clicks-calculated-traffic} and {@code clicks-calculated-ddos} to the time-series store:
 * windows, their most viewed articles and the books, replaced by newer ones until they are final.
 */
@ApplicationScoped
class WindowsChannel {
    private final PointWriter writer;
    private final RefusedPoints refusedPoints;

    WindowsChannel(InfluxStore store, RefusedPoints refusedPoints) {
        this.writer = PointWriter.to(store);
        this.refusedPoints = refusedPoints;
    }

    @Incoming("traffic")
    Uni<Void> traffic(ConsumerRecords<byte[], byte[]> batch) {
        return write(batch, WindowsChannel::trafficPoints);
    }

    @Incoming("flagged")
    Uni<Void> flagged(ConsumerRecords<byte[], byte[]> batch) {
        return write(batch, record -> List.of(Points.flagged(Json.read(record.value(), PageViewWindow.class))));
    }

    private Uni<Void> write(
            ConsumerRecords<byte[], byte[]> batch, Function<ConsumerRecord<byte[], byte[]>, Collection<Point>> points) {
        var told = newest(batch).stream()
                .filter(record -> record.value() != null)
                .flatMap(record -> points.apply(record).stream().map(point -> new Told(record, point)))
                .toList();
        return writer.write(told, Told::point, (refused, why) -> refusedPoints.keep(refused.record(), why));
    }

    static List<Point> trafficPoints(ConsumerRecord<byte[], byte[]> record) {
        if (ClickCounts.isKey(new String(record.key(), UTF_8))) {
            return Points.accounting(Json.read(record.value(), ClickCounts.class));
        }
        var window = Json.read(record.value(), TrafficWindow.class);
        return Stream.concat(Stream.of(Points.traffic(window)), Points.articles(window).stream())
                .toList();
    }

    /** Of several records about the same window the newest stands for all: points of one request have no order. */
    private static Collection<ConsumerRecord<byte[], byte[]>> newest(ConsumerRecords<byte[], byte[]> batch) {
        var newest = new LinkedHashMap<String, ConsumerRecord<byte[], byte[]>>();
        batch.forEach(record -> newest.put(new String(record.key(), UTF_8), record));
        return newest.values();
    }

    /** A point and the record that tells it. */
    private record Told(ConsumerRecord<byte[], byte[]> record, Point point) {}
}
