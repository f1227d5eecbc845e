package io.footfall.alerts.life;

import io.footfall.events.Alert;
import io.footfall.events.Json;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/** An alert in; its record in the topic of alerts out, once the log has acknowledged it. */
@Singleton
final class AlertLogChannel implements AlertLog {
    private final MutinyEmitter<byte[]> alerts;

    AlertLogChannel(@Channel("alerts-out") MutinyEmitter<byte[]> alerts) {
        this.alerts = alerts;
    }

    @Override
    public CompletionStage<Void> write(Alert alert) {
        var record = OutgoingKafkaRecordMetadata.<String>builder()
                .withKey(alert.fingerprint())
                .build();
        return alerts.sendMessage(Message.of(Json.write(alert)).addMetadata(record))
                .subscribeAsCompletionStage();
    }
}
