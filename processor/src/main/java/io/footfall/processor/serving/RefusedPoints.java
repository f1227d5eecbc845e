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
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/** Keeps the records whose points the store will never take, in {@code clicks-rejected} with the reason. */
@ApplicationScoped
class RefusedPoints {
    private static final Logger LOG = Logger.getLogger(RefusedPoints.class);

    private final MutinyEmitter<byte[]> notStored;

    RefusedPoints(@Channel("not-stored") MutinyEmitter<byte[]> notStored) {
        this.notStored = notStored;
    }

    /** Completes when the log has the record. */
    Uni<Void> keep(ConsumerRecord<byte[], byte[]> record, String why) {
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
