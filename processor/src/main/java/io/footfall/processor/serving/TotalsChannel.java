package io.footfall.processor.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.influxdb.client.write.Point;
import io.footfall.events.ClickCounts;
import io.footfall.events.Json;
import io.footfall.events.PageViewWindow;
import io.footfall.events.TrafficWindow;
import io.footfall.processor.serving.influxdb.BucketRetention;
import io.footfall.processor.serving.influxdb.InfluxOutage;
import io.footfall.processor.serving.influxdb.InfluxStore;
import io.footfall.processor.serving.influxdb.LineBuffer;
import io.footfall.processor.serving.influxdb.PointWriter;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Writes windows, the breakdowns and most viewed articles of final windows, and click counts to InfluxDB. A newer record about the same
 * thing replaces the point of an older one; so only the replica that has a partition may write its points
 * ({@link OwnedPartitions}).
 */
@ApplicationScoped
class TotalsChannel {
    /** Bytes of the points of a window with its breakdowns. */
    private static final int USUAL_LENGTH = 4_096;

    private final PointWriter writer;
    private final RefusedPoints refusedPoints;
    private final OwnedPartitions partitions;

    @Inject
    TotalsChannel(
            InfluxStore store,
            InfluxOutage outage,
            BucketRetention retention,
            RefusedPoints refusedPoints,
            OwnedPartitions partitions) {
        this(PointWriter.to(store, outage, retention), refusedPoints, partitions);
    }

    TotalsChannel(PointWriter writer, RefusedPoints refusedPoints, OwnedPartitions partitions) {
        this.writer = writer;
        this.refusedPoints = refusedPoints;
        this.partitions = partitions;
    }

    @Incoming("traffic")
    Uni<Void> traffic(
            ConsumerRecords<byte[], byte[]> batch, IncomingKafkaRecordBatchMetadata<byte[], byte[]> reception) {
        return write(batch, reception.getConsumerGroupGenerationId(), TotalsChannel::trafficPoints);
    }

    static Stream<Point> trafficPoints(byte[] value) {
        var window = Json.read(value, TrafficWindow.class);
        return Stream.of(
                        Stream.of(Points.traffic(window)),
                        Points.articles(window).stream(),
                        Points.countries(window),
                        Points.browsers(window))
                .flatMap(points -> points);
    }

    @Incoming("page-views")
    Uni<Void> pageViews(
            ConsumerRecords<byte[], byte[]> batch, IncomingKafkaRecordBatchMetadata<byte[], byte[]> reception) {
        return write(batch, reception.getConsumerGroupGenerationId(), TotalsChannel::pageViewPoints);
    }

    static Stream<Point> pageViewPoints(byte[] value) {
        return Stream.of(Points.pageViews(Json.read(value, PageViewWindow.class)));
    }

    @Incoming("click-counts")
    Uni<Void> clickCounts(
            ConsumerRecords<byte[], byte[]> batch, IncomingKafkaRecordBatchMetadata<byte[], byte[]> reception) {
        return write(batch, reception.getConsumerGroupGenerationId(), TotalsChannel::clickCountPoints);
    }

    private static Stream<Point> clickCountPoints(byte[] value) {
        return Stream.of(Points.clickCounts(Json.read(value, ClickCounts.class)));
    }

    /**
     * Writes the newest records of a batch.
     *
     * @param generation of the consumer group when the batch was received
     * @param points of the value of a record
     */
    Uni<Void> write(ConsumerRecords<byte[], byte[]> batch, int generation, Function<byte[], Stream<Point>> points) {
        var lines = new LineBuffer(USUAL_LENGTH);
        var entries = newestByKey(batch).stream()
                .filter(record -> record.value() != null)
                .flatMap(record -> points.apply(record.value()).map(point -> entry(record, point, lines, generation)))
                .toList();
        return partitions.whileOwned(batch.partitions(), () -> writer.write(entries));
    }

    private RecordPoint entry(ConsumerRecord<byte[], byte[]> record, Point point, LineBuffer lines, int generation) {
        var begin = lines.length();
        lines.append(point.toLineProtocol());
        var time = point.getTime().longValue();
        return new RecordPoint(record, lines, begin, time, () -> isOwned(record, generation), refusedPoints);
    }

    /** Older records of a batch are left out, because the points of one request are written in no order. */
    private static Collection<ConsumerRecord<byte[], byte[]>> newestByKey(ConsumerRecords<byte[], byte[]> batch) {
        var newest = new LinkedHashMap<String, ConsumerRecord<byte[], byte[]>>();
        batch.forEach(record -> newest.put(new String(record.key(), UTF_8), record));
        return newest.values();
    }

    private boolean isOwned(ConsumerRecord<byte[], byte[]> record, int generation) {
        return partitions.isOwned(new TopicPartition(record.topic(), record.partition()), generation);
    }
}
