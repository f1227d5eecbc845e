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

/** One attempt to tell each receiver of nothing in particular; what came of it, by receiver, out. */
public final class Trial {
    private final List<Recipient> recipients;
    private final Duration timeout;
    private final Clock clock;

    public Trial(List<Recipient> recipients, Duration timeout, Clock clock) {
        this.recipients = List.copyOf(recipients);
        this.timeout = timeout;
        this.clock = clock;
    }

    public CompletableFuture<Map<String, Attempt>> run() {
        var began = clock.instant();
        var notice = notice(began);
        var attempts = new TreeMap<String, CompletableFuture<Attempt>>();
        recipients.forEach(recipient -> attempts.put(recipient.name(), attempt(recipient, notice, began)));
        return CompletableFuture.allOf(attempts.values().toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> {
                    var results = new TreeMap<String, Attempt>();
                    attempts.forEach((name, attempt) -> results.put(name, attempt.join()));
                    return results;
                });
    }

    private CompletableFuture<Attempt> attempt(Recipient recipient, Notice notice, Instant began) {
        var sent = recipient.tell(notice);
        return sent.copy().orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS).handle((outcome, failure) -> {
            sent.cancel(true);
            var what = failure == null ? outcome : Failures.outcome(failure, timeout);
            var millis = Duration.between(began, clock.instant()).toMillis();
            return Attempt.of(began, millis, what);
        });
    }

    private static Notice notice(Instant now) {
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
        return new Notice("msg_" + UUID.randomUUID(), Notice.Kind.TEST, "test", now, List.of(alert), Map.of());
    }
}
