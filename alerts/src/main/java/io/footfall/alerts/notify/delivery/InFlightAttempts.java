package io.footfall.alerts.notify.delivery;

import io.footfall.alerts.notify.Notification;
import io.footfall.alerts.notify.Outcome;
import io.footfall.alerts.notify.Receiver;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Attempts that have not ended. Each ends within the timeout, and their number is limited for each receiver, so that a
 * receiver that hangs does not delay the others. Used by one thread.
 */
final class InFlightAttempts {
    private final Duration timeout;
    private final int maxConcurrent;
    private final Executor executor;
    private final Map<String, Set<String>> notificationsByReceiver = new HashMap<>();
    private boolean isStopped;

    /**
     * Starts without attempts.
     *
     * @param maxConcurrent attempts at one receiver at the same time
     * @param executor the thread that uses this; callbacks run on it
     */
    InFlightAttempts(Duration timeout, int maxConcurrent, Executor executor) {
        this.timeout = timeout;
        this.maxConcurrent = maxConcurrent;
        this.executor = executor;
    }

    boolean isInFlight(String receiver, String notification) {
        return notificationsOf(receiver).contains(notification);
    }

    /** Whether an attempt to deliver this notification may start. */
    boolean mayStart(String receiver, String notification) {
        return notificationsOf(receiver).size() < maxConcurrent && !isInFlight(receiver, notification);
    }

    void start(Receiver receiver, Notification notification, Consumer<Outcome> callback) {
        notificationsOf(receiver.name()).add(notification.id());
        var sent = receiver.send(notification);
        var unused = sent.copy()
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .handle((outcome, exception) -> exception == null ? outcome : Outcome.Failed.of(exception, timeout))
                .thenAccept(outcome -> {
                    sent.cancel(true);
                    // A further stage of the future would swallow the exceptions of the callback.
                    executor.execute(() -> end(receiver, notification, outcome, callback));
                });
    }

    private void end(Receiver receiver, Notification notification, Outcome outcome, Consumer<Outcome> callback) {
        notificationsOf(receiver.name()).remove(notification.id());
        if (!isStopped) {
            callback.accept(outcome);
        }
    }

    /** Ignores the outcome of attempts in flight: the next active replica makes them again. */
    void stop() {
        isStopped = true;
    }

    private Set<String> notificationsOf(String receiver) {
        return notificationsByReceiver.computeIfAbsent(receiver, first -> new HashSet<>());
    }
}
