package io.footfall.processor.windows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.LongFunction;

/** Cache of the windows in which the latest clicks were counted, by start. It saves a search in a tree for each click. */
final class RecentWindows<T> {
    /** A power of two. Clicks that are out of order fall into a few windows. */
    private static final int SLOTS = 16;

    private static final long NONE = Long.MIN_VALUE;

    private final long length;
    private final long[] starts = new long[SLOTS];
    private final List<T> totals = new ArrayList<>(Collections.nCopies(SLOTS, null));

    RecentWindows(long length) {
        this.length = length;
        clear();
    }

    T get(long start, LongFunction<T> load) {
        var slot = (int) (start / length) & (SLOTS - 1);
        if (starts[slot] != start) {
            starts[slot] = NONE;
            totals.set(slot, load.apply(start));
            starts[slot] = start;
        }
        return totals.get(slot);
    }

    void clear() {
        Arrays.fill(starts, NONE);
    }
}
