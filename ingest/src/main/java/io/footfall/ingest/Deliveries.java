package io.footfall.ingest;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** How the deliveries to the log fare: how many are under way, and whether they get through. */
final class Deliveries {
    private final LongSupplier nanoTime;
    private final AtomicInteger inFlight = new AtomicInteger();
    /** The last time that nothing waited, or that the log answered. */
    private volatile long answered;

    private volatile boolean failing;
    private volatile long failedAt;

    Deliveries(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.answered = nanoTime.getAsLong();
    }

    int inFlight() {
        return inFlight.get();
    }

    /** Begins deliveries, unless they would be more than may be under way. */
    boolean begin(int count, int most) {
        // Before anything is under way: whoever saw it there with the time of an older answer would take it for stuck.
        if (inFlight.get() == 0) {
            answered = nanoTime.getAsLong();
        }
        if (inFlight.addAndGet(count) > most) {
            inFlight.addAndGet(-count);
            return false;
        }
        return true;
    }

    void acknowledged() {
        failing = false;
        answered = nanoTime.getAsLong();
        inFlight.decrementAndGet();
    }

    void failed() {
        failedAt = nanoTime.getAsLong();
        failing = true;
        inFlight.decrementAndGet();
    }

    /**
     * Whether the log has left deliveries unanswered, or failed them, and another try would be in vain.
     *
     * @param patience how long an answer may take, and how long after a failure the next try is made
     */
    boolean areStuck(Duration patience) {
        var now = nanoTime.getAsLong();
        var unanswered = inFlight.get() > 0 && now - answered > patience.toNanos();
        var justFailed = failing && now - failedAt < patience.toNanos();
        return unanswered || justFailed;
    }
}
