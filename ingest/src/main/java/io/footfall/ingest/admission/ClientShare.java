package io.footfall.ingest.admission;

import com.dynatrace.hash4j.hashing.Hashing;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory that all clients use together, of which no client gets more than its share. As with
 * {@link ClientRate}, a client is a slot of a table, found by a keyed hash.
 */
public final class ClientShare {
    private static final int SLOTS = 1 << 16;

    private final AtomicIntegerArray usedByClient = new AtomicIntegerArray(SLOTS);
    private final AtomicLong used = new AtomicLong();
    private final long total;
    private final int share;
    private final long seed;

    /**
     * Has everything free.
     *
     * @param total bytes for all clients
     * @param share bytes for one client
     * @param seed of the hash, a secret
     */
    public ClientShare(long total, int share, long seed) {
        this.total = total;
        this.share = share;
        this.seed = seed;
    }

    /** The slot of a client. */
    public int slot(String client) {
        return (int) (Hashing.komihash5_0(seed).hashCharsToLong(client) & (SLOTS - 1));
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
