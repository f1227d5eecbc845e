package io.footfall.ingest.admission;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory that all clients use together, of which no client gets more than its share. A client is one
 * of the {@link ClientSlots}.
 */
public final class ClientShare {
    private static final int SLOT_BITS = 16;

    private final ClientSlots slots;
    private final AtomicIntegerArray usedByClient;
    private final AtomicLong used = new AtomicLong();
    private final long total;
    private final int share;

    /**
     * Has everything free.
     *
     * @param total bytes for all clients
     * @param share bytes for one client
     * @param seed of the slots, a secret
     */
    public ClientShare(long total, int share, long seed) {
        this.total = total;
        this.share = share;
        this.slots = new ClientSlots(SLOT_BITS, seed);
        this.usedByClient = new AtomicIntegerArray(slots.size());
    }

    /** The slot of a client. */
    public int slot(String client) {
        return slots.of(client);
    }

    /** Takes bytes for the client of a slot, or none of them. */
    public boolean take(int slot, int bytes) {
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

    /** Gives back what was taken. */
    public void release(int slot, int bytes) {
        usedByClient.addAndGet(slot, -bytes);
        used.addAndGet(-bytes);
    }
}
