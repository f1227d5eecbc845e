package io.footfall.ingest.admission;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits what all clients use together, such as memory, and the share of one client. Clients in the same slot of {@link
 * ClientSlots} count as one. Thread-safe.
 */
public final class ClientQuota {
    private static final int SLOT_BITS = 16;

    private final ClientSlots slots;
    private final AtomicIntegerArray usedByClient;
    private final AtomicLong used = new AtomicLong();
    private final long total;
    private final int share;

    /**
     * @param total for all clients
     * @param share for one client
     * @param seed of the slots, a secret
     */
    public ClientQuota(long total, int share, long seed) {
        this.total = total;
        this.share = share;
        this.slots = new ClientSlots(SLOT_BITS, seed);
        this.usedByClient = new AtomicIntegerArray(slots.size());
    }

    /** The slot of a client. */
    public int slot(String client) {
        return slots.of(client);
    }

    /** Reserves an amount for the client of a slot, all of it or nothing. */
    public boolean reserve(int slot, int amount) {
        if (usedByClient.addAndGet(slot, amount) > share) {
            usedByClient.addAndGet(slot, -amount);
            return false;
        }
        if (used.addAndGet(amount) > total) {
            release(slot, amount);
            return false;
        }
        return true;
    }

    /** Releases what was reserved. */
    public void release(int slot, int amount) {
        usedByClient.addAndGet(slot, -amount);
        used.addAndGet(-amount);
    }
}
