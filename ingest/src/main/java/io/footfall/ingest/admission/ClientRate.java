package io.footfall.ingest.admission;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * A token bucket for every client address: a number of clicks in, how long the client has to wait
 * before it may send them out. No address is kept: a client is a slot of a fixed table, found by a
 * keyed hash, that holds nothing but a time (the generic cell rate algorithm). Two clients that
 * meet in a slot share its bucket.
 */
public final class ClientRate {
    private static final int SLOT_BITS = 18;

    private final ClientSlots slots;
    private final AtomicLongArray fullAgain;
    private final long nanosPerClick;
    private final long depth;
    private final LongSupplier nanoTime;
    private final long begin;

    /**
     * Makes full buckets.
     *
     * @param perSecond clicks a second that a client may send for ever
     * @param burst clicks that it may send at once
     * @param seed of the slots, a secret
     */
    public ClientRate(int perSecond, int burst, long seed, LongSupplier nanoTime) {
        this.nanosPerClick = Duration.ofSeconds(1).toNanos() / perSecond;
        this.depth = burst * nanosPerClick;
        this.slots = new ClientSlots(SLOT_BITS, seed);
        this.fullAgain = new AtomicLongArray(slots.size());
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
            var before = fullAgain.get(slot);
            var after = Math.max(before, now) + clicks * nanosPerClick;
            if (after - now > depth) {
                return Duration.ofNanos(after - now - depth);
            }
            if (fullAgain.compareAndSet(slot, before, after)) {
                return Duration.ZERO;
            }
        }
    }
}
