package io.footfall.alerts.notify;

import io.footfall.events.Alert;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Sends a test notification to every receiver, once, so that an operator sees whether the settings work. */
public final class ReceiverTest {
    private final List<Receiver> receivers;
    private final Duration timeout;
    private final Clock clock;

    public ReceiverTest(List<Receiver> receivers, Duration timeout, Clock clock) {
        this.receivers = List.copyOf(receivers);
        this.timeout = timeout;
        this.clock = clock;
    }

    /** Starts the test; its result is by receiver. */
    public CompletableFuture<Map<String, Attempt>> run() {
        var startedAt = clock.instant();
        var notification = notification(startedAt);
        var attempts = new TreeMap<String, CompletableFuture<Attempt>>();
        receivers.forEach(receiver -> attempts.put(receiver.name(), attempt(receiver, notification, startedAt)));
        return CompletableFuture.allOf(attempts.values().toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> {
                    var results = new TreeMap<String, Attempt>();
                    attempts.forEach((name, attempt) -> results.put(name, attempt.join()));
                    return results;
                });
    }

    private CompletableFuture<Attempt> attempt(Receiver receiver, Notification notification, Instant startedAt) {
        var sent = receiver.send(notification);
        return sent.copy().orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS).handle((outcome, exception) -> {
            sent.cancel(true);
            var result = exception == null ? outcome : Outcome.Failed.of(exception, timeout);
            var millis = Duration.between(startedAt, clock.instant()).toMillis();
            return Attempt.of(startedAt, millis, result);
        });
    }

    private static Notification notification(Instant now) {
        var alert = new Alert(
                "test",
                "test",
                Alert.Severity.WARNING,
                Alert.Status.FIRING,
                "This is a test of Footfall's alerts: nothing has happened",
                now,
                now,
                now,
                null,
                0,
                List.of(),
                Map.of());
        return new Notification(
                "msg_" + UUID.randomUUID(), Notification.Kind.TEST, "test", now, List.of(alert), Map.of());
    }
}
