package io.footfall.alerts;

import io.footfall.alerts.life.Decisions;
import io.footfall.alerts.life.Disablement;
import io.footfall.alerts.notify.Notice;
import io.footfall.alerts.notify.Undelivered;
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

/** Alerts, notices and decisions in; their records, once the log has acknowledged them, out. */
@Singleton
@RegisterForReflection(targets = Undelivered.class, registerFullHierarchy = true)
final class AlertsLogChannel implements AlertsLog {
    private static final Duration LOG_TIMEOUT = Duration.ofSeconds(5);

    private final MutinyEmitter<byte[]> alerts;
    private final MutinyEmitter<byte[]> notices;
    private final MutinyEmitter<byte[]> undelivered;
    private final MutinyEmitter<byte[]> decisions;

    AlertsLogChannel(
            @Channel("alerts-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<byte[]> alerts,
            @Channel("notices-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<byte[]> notices,
            @Channel("undelivered-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<byte[]> undelivered,
            @Channel("decisions-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<byte[]> decisions) {
        this.alerts = alerts;
        this.notices = notices;
        this.undelivered = undelivered;
        this.decisions = decisions;
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
    public void write(Notice notice) {
        notices.sendMessage(KafkaRecord.of(notice.id(), Json.write(notice)))
                .await()
                .indefinitely();
    }

    @Override
    public void write(Undelivered notification) {
        var fingerprint = notification.notice().alerts().get(0).fingerprint();
        var reason = notification.receiver() + ":" + notification.reason();
        var record = KafkaRecord.of(fingerprint, Json.write(notification))
                .withHeader(Headers.REASON, reason.getBytes(StandardCharsets.UTF_8));
        undelivered.sendMessage(record).await().indefinitely();
    }

    @Override
    public void write(Disablement disablement) {
        send(Decisions.disablement(disablement.receiver()), disablement).await().indefinitely();
    }

    @Override
    public void forget(String key) {
        send(key, null).await().indefinitely();
    }

    @Override
    public void decide(String key, Object decision) {
        send(key, decision).await().atMost(LOG_TIMEOUT);
    }

    private Uni<Void> send(String key, Object decision) {
        return decisions.sendMessage(KafkaRecord.of(key, decision == null ? null : Json.write(decision)));
    }
}
