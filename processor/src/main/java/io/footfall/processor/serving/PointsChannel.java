package io.footfall.processor.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.influxdb.client.write.Point;
import io.footfall.events.ClickJson;
import io.footfall.events.Headers;
import io.footfall.events.Json;
import io.footfall.events.Rejection;
import io.footfall.events.Rejection.Reason;
import io.footfall.events.TrafficWindow;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * From {@code clicks-cleaned} and {@code clicks-calculated-traffic} to the time-series store: a
 * batch's offsets are committed once the store has answered for every point in it.
 */
@ApplicationScoped
class PointsChannel {
    private static final Logger LOG = Logger.getLogger(PointsChannel.class);

    private final PointWriter writer;
    private final MutinyEmitter<byte[]> notStored;

    PointsChannel(InfluxStore store, @Channel("not-stored") MutinyEmitter<byte[]> notStored) {
        this.writer =
                new PointWriter(store::write, Infrastructure.getDefaultWorkerPool(), () -> ThreadLocalRandom.current()
                        .nextDouble());
        this.notStored = notStored;
    }

    @Incoming("cleaned")
    Uni<Void> clicks(ConsumerRecords<byte[], byte[]> batch) {
        return write(batch, PointsChannel::clickPoint);
    }

    @Incoming("traffic")
    Uni<Void> traffic(ConsumerRecords<byte[], byte[]> batch) {
        return write(batch, record -> Points.traffic(Json.read(record.value(), TrafficWindow.class)));
    }

    private Uni<Void> write(
            ConsumerRecords<byte[], byte[]> batch, Function<ConsumerRecord<byte[], byte[]>, Point> point) {
        List<ConsumerRecord<byte[], byte[]>> records =
                StreamSupport.stream(batch.spliterator(), false).toList();
        return writer.write(records, point, this::reject);
    }

    private static Point clickPoint(ConsumerRecord<byte[], byte[]> record) {
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

    private Uni<Void> reject(ConsumerRecord<byte[], byte[]> record, String why) {
        LOG.errorf(
                "the store refuses the point of %s-%d@%d for good: %s",
                record.topic(), record.partition(), record.offset(), why);
        var headers = new RecordHeaders()
                .add(Headers.REASON, Rejection.of(Reason.NOT_STORED).code().getBytes(UTF_8))
                .add(Headers.SOURCE_TOPIC, record.topic().getBytes(UTF_8))
                .add(
                        Headers.SOURCE_PARTITION,
                        Integer.toString(record.partition()).getBytes(UTF_8))
                .add(Headers.SOURCE_OFFSET, Long.toString(record.offset()).getBytes(UTF_8));
        return notStored.sendMessage(Message.of(record.value())
                .addMetadata(OutgoingKafkaRecordMetadata.<byte[]>builder()
                        .withKey(record.key())
                        .withHeaders(headers)
                        .build()));
    }
}
