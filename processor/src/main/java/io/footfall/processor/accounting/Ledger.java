package io.footfall.processor.accounting;

import java.util.Map;
import java.util.TreeMap;

/** What became of the clicks of one partition, while it is being counted. */
public final class Ledger {
    private long read;
    private long cleaned;
    private long outOfMarket;
    private long late;
    private final Map<String, Long> rejected = new TreeMap<>();

    public void read() {
        read++;
    }

    public void cleaned() {
        cleaned++;
    }

    public void outOfMarket() {
        outOfMarket++;
    }

    /** Takes note of a rejected click, by the code of its reason. */
    public void rejected(String code) {
        rejected.merge(code, 1L, Long::sum);
    }

    /** Takes note that a cleaned click came too late for its window. */
    public void late() {
        late++;
    }

    public Counts counts() {
        return new Counts(read, cleaned, outOfMarket, rejected, late);
    }
}
