package io.footfall.ingest.keys;

import java.util.List;

/**
 * The sealed keys of all replicas. Every replica reads them in the same order. They are only added at the end, and
 * removed at the beginning.
 */
interface SharedKeys {
    /** All keys, at least those that the caller has added. */
    List<SealedKey> read() throws InterruptedException;

    void add(SealedKey key) throws InterruptedException;

    /** Settings because of which keys may be kept for another time than they should, each with what it should be. */
    default List<String> wrongSettings() throws InterruptedException {
        return List.of();
    }

    /** Releases what reading needs. */
    default void close() {}
}
