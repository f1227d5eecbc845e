package io.footfall.alerts.notify;

import java.util.concurrent.CompletableFuture;

/** Somebody who is told of alerts: one notice in, one attempt made, its outcome out. */
public interface Receiver {
    /** Never blocks; an exception is taken as a failure that may pass. Cancelling gives the attempt up. */
    CompletableFuture<Outcome> send(Notice notice);

    /** A hash of where it is, without which nothing secret can be told from it. */
    String address();
}
