package io.footfall.ingest.admission;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits the memory that all clients use together, and the part of it that one client uses. Clients in the same slot of
 * {@link ClientSlots} count as one. Thread-safe.
 */
public final class MemoryQuota {
    private static final int SLOT_BITS = 16;

    private final ClientSlots slots;
    private final AtomicIntegerArray usedByClient;
    private final AtomicLong used = new AtomicLong();
    private final long total;
    private final int share;

    /**
     * @param total bytes for all clients
     * @param share bytes for one client
     * @param seed of the slots, a secret
     */
    public MemoryQuota(long total, int share, long seed) {
        this.total = total;
        this.share = share;
        this.slots = new ClientSlots(SLOT_BITS, seed);
        this.usedByClient = new AtomicIntegerArray(slots.size());
    }

    /** The slot of a client. */
    public int slot(String client) {
        return slots.of(client);
    }

    /** Reserves bytes for the client of a slot, all of them or none. */
    public boolean reserve(int slot, int bytes) {
        if (usedByClient.addAndGet(slot, bytes) > share) {
            usedByClient.addAndGet(slot, -bytes);
            return false;
        }
        if (used.addAndGet(bytes) > total) {
            release(slot, bytes);
            return false;
        }
        return true;
    }

    /** Releases reserved bytes. */
    public void release(int slot, int bytes) {
        usedByClient.addAndGet(slot, -bytes);
        used.addAndGet(-bytes);
    }
}
