package io.footfall.alerts.life;

import io.footfall.alerts.notify.Notifications;
import io.footfall.alerts.rules.Finding;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A finding in, people told and the alert written down out; the answer comes when both are safe, and
 * only then may the finding's record be acknowledged.
 *
 * <p>At least once: people are told first and the alert is written afterwards, because what the log
 * knows is not told again. A crash between the two tells them twice, never not at all. For the same
 * reason an update waits until the alert it grows from has been told and written.
 */
public final class AlertFlow {
    private final AlertBook book;
    private final Notifications notifications;
    private final AlertLog log;
    /** The last step under way of each fingerprint. */
    private final Map<String, CompletableFuture<Void>> last = new HashMap<>();

    public AlertFlow(AlertBook book, Notifications notifications, AlertLog log) {
        this.book = book;
        this.notifications = notifications;
        this.log = log;
    }

    public synchronized CompletionStage<Void> on(Finding finding) {
        var change = book.apply(finding);
        var fingerprint = finding.cause().fingerprint();
        if (change instanceof Change.Raised raised) {
            return next(
                    fingerprint,
                    () -> notifications.send(raised.alert()).thenCompose(told -> log.write(raised.alert())));
        }
        if (change instanceof Change.Updated updated) {
            return next(fingerprint, () -> log.write(updated.alert()));
        }
        return CompletableFuture.completedStage(null);
    }

    private CompletionStage<Void> next(String fingerprint, Supplier<CompletionStage<Void>> step) {
        var before = last.getOrDefault(fingerprint, CompletableFuture.completedFuture(null));
        var after = before.thenCompose(done -> step.get());
        last.put(fingerprint, after);
        return after.whenComplete((done, failure) -> forget(fingerprint, after));
    }

    private synchronized void forget(String fingerprint, CompletableFuture<Void> step) {
        last.remove(fingerprint, step);
    }
}
