package io.footfall.processor.security;

import java.util.TreeMap;

/**
 * Estimates the number of visitors, and how many of them had a single click, in bounded memory. Samples the visitors with
 * the smallest hashes, with their clicks. A visitor who is in the sample at the end has been in it since the first click, so
 * the order of arrival does not matter. Two samples can be merged.
 */
final class VisitorSample {
    /** Gives a standard error of 9 %. */
    private static final int MAX_SAMPLE = 128;

    private static final double ALL_HASHES = 0x1p64;

    private final TreeMap<Long, Long> clicksByVisitor = new TreeMap<>();
    private boolean isPartial;
    /** The largest hash in a partial sample. */
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
        if (clicksByVisitor.size() > MAX_SAMPLE) {
            clicksByVisitor.pollLastEntry();
            isPartial = true;
        }
        if (isPartial) {
            largest = clicksByVisitor.lastKey();
        }
    }

    /** Number of visitors: exact while all of them are in the sample. */
    long visitors() {
        return isPartial ? Math.round((MAX_SAMPLE - 1) / shareOfHashes()) : clicksByVisitor.size();
    }

    /** Number of visitors with one click. */
    long oneHit() {
        var once =
                clicksByVisitor.values().stream().filter(clicks -> clicks == 1).count();
        return isPartial ? Math.round((double) visitors() * once / MAX_SAMPLE) : once;
    }

    /** Share of the hash space that the sample covers. */
    private double shareOfHashes() {
        return ((double) clicksByVisitor.lastKey() - Long.MIN_VALUE + 1) / ALL_HASHES;
    }
}
