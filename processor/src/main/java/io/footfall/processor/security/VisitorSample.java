package io.footfall.processor.security;

import java.util.TreeMap;

/**
 * Visitors in, how many there were and how many of them came with a single click out, in bounded
 * memory: a sample of those whose hashes are smallest, with the clicks of each. Whoever is in the
 * sample at the end has been in it from the first click on, so the order of arrival does not matter;
 * two samples can be merged.
 */
final class VisitorSample {
    /** A standard error of 9 %. */
    private static final int MOST = 128;

    private static final double ALL_HASHES = 0x1p64;

    private final TreeMap<Long, Long> clicksByVisitor = new TreeMap<>();
    private boolean isPartial;
    /** Of a partial sample. */
    private long largest = Long.MAX_VALUE;

    void add(long visitor) {
        add(visitor, 1);
    }

    void add(VisitorSample other) {
        other.clicksByVisitor.forEach(this::add);
        isPartial |= other.isPartial;
    }

    private void add(long visitor, long clicks) {
        if (isPartial && visitor > largest) {
            return;
        }
        clicksByVisitor.merge(visitor, clicks, Long::sum);
        if (clicksByVisitor.size() > MOST) {
            clicksByVisitor.pollLastEntry();
            isPartial = true;
        }
        if (isPartial) {
            largest = clicksByVisitor.lastKey();
        }
    }

    /** Distinct visitors: exact while all are in the sample. */
    long visitors() {
        return isPartial ? Math.round((MOST - 1) / shareOfHashes()) : clicksByVisitor.size();
    }

    /** Those of them with one click. */
    long oneHit() {
        var once =
                clicksByVisitor.values().stream().filter(clicks -> clicks == 1).count();
        return isPartial ? Math.round((double) visitors() * once / MOST) : once;
    }

    /** Of all numbers that a hash may be, those up to the largest in the sample. */
    private double shareOfHashes() {
        return ((double) clicksByVisitor.lastKey() - Long.MIN_VALUE + 1) / ALL_HASHES;
    }
}
