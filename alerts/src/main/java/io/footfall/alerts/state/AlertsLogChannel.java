package io.footfall.alerts.state;

import io.footfall.alerts.notify.DeadLetter;
import io.footfall.alerts.notify.Notification;
import io.footfall.alerts.state.actions.DisabledReceiver;
import io.footfall.alerts.state.actions.OperatorActions;
import io.footfall.events.Alert;
import io.footfall.events.Headers;
import io.footfall.events.Json;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaRecord;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Produces alerts, notifications, dead letters and operator actions to their topics. */
@Singleton
@RegisterForReflection(targets = DeadLetter.class, registerFullHierarchy = true)
final class AlertsLogChannel implements AlertsLog {
    /** Short, because an operator waits for the answer. */
    private static final Duration ACTION_TIMEOUT = Duration.ofSeconds(5);

    private final MutinyEmitter<byte[]> alerts;
    private final MutinyEmitter<byte[]> notifications;
    private final MutinyEmitter<byte[]> deadLetters;
    private final MutinyEmitter<byte[]> actions;

    AlertsLogChannel(
            @Channel("alerts-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<byte[]> alerts,
            @Channel("notifications-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<byte[]> notifications,
            @Channel("dead-letters-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<byte[]> deadLetters,
            @Channel("operator-actions-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<byte[]> actions) {
        this.alerts = alerts;
        this.notifications = notifications;
        this.deadLetters = deadLetters;
        this.actions = actions;
    }

    @Override
    public void write(Map<String, Optional<Alert>> changes) {
        var sent = changes.entrySet().stream()
                .map(change -> alerts.sendMessage(KafkaRecord.of(
                        change.getKey(), change.getValue().map(Json::write).orElse(null))))
                .toList();
        if (!sent.isEmpty()) {
            Uni.join().all(sent).andFailFast().await().indefinitely();
        }
    }

    @Override
    public void write(Notification notification) {
        notifications
                .sendMessage(KafkaRecord.of(notification.id(), Json.write(notification)))
                .await()
                .indefinitely();
    }

    @Override
    public void write(DeadLetter letter) {
        var fingerprint = letter.notification().alerts().get(0).fingerprint();
        var reason = letter.receiver() + ":" + letter.reason();
        var record = KafkaRecord.of(fingerprint, Json.write(letter))
                .withHeader(Headers.REASON, reason.getBytes(StandardCharsets.UTF_8));
        deadLetters.sendMessage(record).await().indefinitely();
    }

    @Override
    public void write(DisabledReceiver disabled) {
        send(OperatorActions.disabledKey(disabled.receiver()), disabled).await().indefinitely();
    }

    @Override
    public void deleteAction(String key) {
        send(key, null).await().indefinitely();
    }

    @Override
    public void writeAction(String key, Object action) {
        send(key, action).await().atMost(ACTION_TIMEOUT);
    }

    private Uni<Void> send(String key, Object action) {
        return actions.sendMessage(KafkaRecord.of(key, action == null ? null : Json.write(action)));
    }
}
