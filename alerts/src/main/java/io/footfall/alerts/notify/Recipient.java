package io.footfall.alerts.notify;

import java.util.concurrent.CompletableFuture;

/**
 * A receiver as the operator has set it up.
 *
 * @param name the operator's name for it
 * @param route what it is told of
 * @param receiver how it is told
 */
public record Recipient(String name, Route route, Receiver receiver) {
    /** Makes one attempt; whatever is thrown at once is a failure like any other. */
    CompletableFuture<Outcome> tell(Notice notice) {
        try {
            return receiver.send(notice);
        } catch (RuntimeException notEvenBegun) {
            return CompletableFuture.failedFuture(notEvenBegun);
        }
    }
}
