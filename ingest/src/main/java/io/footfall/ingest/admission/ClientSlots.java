package io.footfall.ingest.admission;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;

/**
 * Maps clients to the slots of a fixed-size table by a keyed hash, so that no address is stored and nobody can choose
 * an address with another's slot. Clients with the same slot share it.
 */
final class ClientSlots {
    private final Hasher64 hash;
    private final int mask;

    /**
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
