package io.footfall.ingest.admission;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** Counts clicks that wait for Kafka's acknowledgement, and detects when Kafka stops acknowledging. Thread-safe. */
public final class InFlightClicks {
    private final LongSupplier nanoTime;
    private final AtomicInteger count = new AtomicInteger();
    /** The last time that nothing was in flight, or that Kafka acknowledged a click. */
    private volatile long acknowledgedAt;

    private volatile boolean failing;
    private volatile long failedAt;

    public InFlightClicks(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.acknowledgedAt = nanoTime.getAsLong();
    }

    public int count() {
        return count.get();
    }

    /** Adds clicks unless there would be more than {@code most} in flight. */
    public boolean reserve(int clicks, int most) {
        // Before the count rises: another thread would otherwise see clicks in flight since the last acknowledgement.
        if (count.get() == 0) {
            acknowledgedAt = nanoTime.getAsLong();
        }
        if (count.addAndGet(clicks) > most) {
            count.addAndGet(-clicks);
            return false;
        }
        return true;
    }

    public void acknowledged() {
        failing = false;
        acknowledgedAt = nanoTime.getAsLong();
        count.decrementAndGet();
    }

    /** Kafka does not take the click, whenever it is sent. */
    public void rejected() {
        count.decrementAndGet();
    }

    public void failed() {
        failedAt = nanoTime.getAsLong();
        failing = true;
        count.decrementAndGet();
    }

    /**
     * Whether Kafka has stopped acknowledging, so that sending more clicks is pointless.
     *
     * @param timeout how long an acknowledgement may take, and how long after a failure the next attempt is made
     */
    public boolean areStalled(Duration timeout) {
        var now = nanoTime.getAsLong();
        var unacknowledged = count.get() > 0 && now - acknowledgedAt > timeout.toNanos();
        var justFailed = failing && now - failedAt < timeout.toNanos();
        return unacknowledged || justFailed;
    }
}
