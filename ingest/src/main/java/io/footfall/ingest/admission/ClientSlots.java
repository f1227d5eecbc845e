package io.footfall.ingest.admission;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;

/**
 * The places of clients in a table of fixed size: a client in, its slot out, by a keyed hash, so that no
 * address is kept and nobody can seek out another's slot. Clients that meet in a slot share it.
 */
final class ClientSlots {
    private final Hasher64 hash;
    private final int mask;

    /**
     * Lays out a table.
     *
     * @param bits of a slot's number
     * @param seed of the hash, a secret
     */
    ClientSlots(int bits, long seed) {
        this.hash = Hashing.komihash5_0(seed);
        this.mask = (1 << bits) - 1;
    }

    int size() {
        return mask + 1;
    }

    int of(String client) {
        return (int) hash.hashCharsToLong(client) & mask;
    }
}
