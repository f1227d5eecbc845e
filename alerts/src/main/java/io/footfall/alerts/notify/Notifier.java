package io.footfall.alerts.notify;

import java.util.concurrent.CompletableFuture;

/** Sends notifications to one address, by mail or HTTP. */
public interface Notifier {
    /**
     * Makes one attempt without blocking. An exception counts as a failure that is retried. Cancelling the future
     * aborts the attempt.
     */
    CompletableFuture<Outcome> send(Notification notification);

    /**
     * Whether it expects all alerts that fire again and again, instead of notifications of what changes, as
     * Alertmanager does.
     */
    default boolean expectsRepeats() {
        return false;
    }

    /** Hash of the address, which may be a secret: it changes when the address does. */
    String addressHash();
}
