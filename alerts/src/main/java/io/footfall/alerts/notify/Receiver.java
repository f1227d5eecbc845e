package io.footfall.alerts.notify;

import java.util.concurrent.CompletableFuture;

/**
 * A receiver as it is configured.
 *
 * @param name chosen by the operator
 * @param route which alerts it receives
 * @param notifier how it receives them
 */
public record Receiver(String name, Route route, Notifier notifier) {
    /** Makes one attempt. It never throws: an exception of the notifier fails the future. */
    public CompletableFuture<Outcome> send(Notification notification) {
        try {
            return notifier.send(notification);
        } catch (RuntimeException notSent) {
            return CompletableFuture.failedFuture(notSent);
        }
    }
}
