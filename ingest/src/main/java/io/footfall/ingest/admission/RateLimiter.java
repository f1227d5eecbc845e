package io.footfall.ingest.admission;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * Limits the rate of clicks with a token bucket for each client. A bucket is stored as a single time (the generic cell
 * rate algorithm). Clients in the same slot of {@link ClientSlots} share a bucket. Thread-safe.
 */
public final class RateLimiter {
    private static final int SLOT_BITS = 18;

    private final ClientSlots slots;
    /** By slot, when its bucket is full again. */
    private final AtomicLongArray fullAt;

    private final long nanosPerClick;
    private final long depth;
    private final LongSupplier nanoTime;
    private final long begin;

    /**
     * All buckets are full at first.
     *
     * @param perSecond clicks per second that a client may send continuously
     * @param burst clicks that it may send at once
     * @param seed of the slots, a secret
     */
    public RateLimiter(int perSecond, int burst, long seed, LongSupplier nanoTime) {
        this.nanosPerClick = Duration.ofSeconds(1).toNanos() / perSecond;
        this.depth = burst * nanosPerClick;
        this.slots = new ClientSlots(SLOT_BITS, seed);
        this.fullAt = new AtomicLongArray(slots.size());
        this.nanoTime = nanoTime;
        this.begin = nanoTime.getAsLong();
    }

    /**
     * Takes clicks from a client's bucket, or none of them.
     *
     * @return zero, or how long it takes until there is room for them
     */
    public Duration take(String client, int clicks) {
        var slot = slots.of(client);
        var now = nanoTime.getAsLong() - begin;
        while (true) {
            var before = fullAt.get(slot);
            var after = Math.max(before, now) + clicks * nanosPerClick;
            if (after - now > depth) {
                return Duration.ofNanos(after - now - depth);
            }
            if (fullAt.compareAndSet(slot, before, after)) {
                return Duration.ZERO;
            }
        }
    }

    /**
     * Takes clicks from a client's bucket even if there are too few. The client then waits until they are repaid, but
     * never longer than two bursts take.
     */
    public void takeAlways(String client, int clicks) {
        var now = nanoTime.getAsLong() - begin;
        fullAt.accumulateAndGet(
                slots.of(client),
                clicks * nanosPerClick,
                (before, cost) -> Math.min(Math.max(before, now) + cost, now + 2 * depth));
    }
}
