package io.footfall.processor.accounting;

/** Hears how the ledgers of this process stand. */
public interface Ledgers {
    void told(int partition, Counts counts);

    /** The partition is another process's now. */
    void closed(int partition);
}
