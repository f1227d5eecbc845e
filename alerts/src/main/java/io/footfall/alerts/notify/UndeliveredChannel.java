package io.footfall.alerts.notify;

import io.footfall.events.Headers;
import io.footfall.events.Json;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/** A notification that was given up on in; its record in the topic of those out, once the log has acknowledged it. */
@Singleton
final class UndeliveredChannel implements UndeliveredLog {
    private final MutinyEmitter<byte[]> undelivered;

    UndeliveredChannel(@Channel("undelivered") MutinyEmitter<byte[]> undelivered) {
        this.undelivered = undelivered;
    }

    @Override
    public CompletionStage<Void> write(Undelivered notification) {
        var headers =
                new RecordHeaders().add(Headers.REASON, notification.reason().getBytes(StandardCharsets.UTF_8));
        var record = OutgoingKafkaRecordMetadata.<String>builder()
                .withKey(notification.alert().fingerprint())
                .withHeaders(headers)
                .build();
        return undelivered
                .sendMessage(Message.of(Json.write(notification)).addMetadata(record))
                .subscribeAsCompletionStage();
    }
}
