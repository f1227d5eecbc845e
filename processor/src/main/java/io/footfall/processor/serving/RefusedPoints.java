package io.footfall.processor.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.events.Headers;
import io.footfall.events.Rejection;
import io.footfall.events.Rejection.Reason;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/** Sends records whose points InfluxDB refuses for good to {@code clicks-rejected}, with the reason. */
@ApplicationScoped
class RefusedPoints {
    private static final Logger LOG = Logger.getLogger(RefusedPoints.class);

    private final MutinyEmitter<byte[]> rejected;

    RefusedPoints(@Channel("refused-points") MutinyEmitter<byte[]> rejected) {
        this.rejected = rejected;
    }

    /** Completes after Kafka has received the record. */
    Uni<Void> keep(ConsumerRecord<byte[], byte[]> record, String reason) {
        LOG.errorf(
                "InfluxDB refuses the point of %s-%d@%d for good: %s; its record is sent to clicks-rejected",
                record.topic(), record.partition(), record.offset(), reason);
        return rejected.sendMessage(Message.of(record.value())
                .addMetadata(OutgoingKafkaRecordMetadata.<byte[]>builder()
                        .withKey(record.key())
                        .withHeaders(headers(record))
                        .build()));
    }

    /** Kafka has no public class of headers; those of a record are public. */
    private static org.apache.kafka.common.header.Headers headers(ConsumerRecord<byte[], byte[]> record) {
        return new ProducerRecord<byte[], byte[]>(record.topic(), record.value())
                .headers()
                .add(Headers.REASON, Rejection.of(Reason.NOT_STORED).code().getBytes(UTF_8))
                .add(Headers.SOURCE_TOPIC, record.topic().getBytes(UTF_8))
                .add(
                        Headers.SOURCE_PARTITION,
                        Integer.toString(record.partition()).getBytes(UTF_8))
                .add(Headers.SOURCE_OFFSET, Long.toString(record.offset()).getBytes(UTF_8));
    }
}
