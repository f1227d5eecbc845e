package io.footfall.processor.accounting;

import java.util.Map;
import java.util.TreeMap;

/** Counts what becomes of the clicks of one partition. Its fields are saved as JSON. */
public final class ClickCounter {
    private long read;
    private long next;
    private long cleaned;
    private long outOfMarket;
    private long late;
    private final Map<String, Long> rejected = new TreeMap<>();

    /**
     * Counts a click.
     *
     * @param offset of the click in its partition
     */
    public void countRead(long offset) {
        read++;
        next = offset + 1;
    }

    /** Clicks that have been counted. */
    public long read() {
        return read;
    }

    /** Offset behind the last click that has been counted; 0 before the first one. */
    public long next() {
        return next;
    }

    public void countCleaned() {
        cleaned++;
    }

    public void countOutOfMarket() {
        outOfMarket++;
    }

    /** Counts a rejected click by the code of its reason. */
    public void countRejected(String code) {
        rejected.merge(code, 1L, Long::sum);
    }

    /** Counts a cleaned click that was too late for its traffic window. */
    public void countLate() {
        late++;
    }

    public ProcessedClickCounts counts() {
        return new ProcessedClickCounts(read, cleaned, outOfMarket, rejected, late);
    }
}
