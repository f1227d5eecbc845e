package io.footfall.processor.windows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.LongFunction;

/**
 * The windows that the latest clicks were counted in, found by their start without a search. Nothing
 * but a shortcut: what it does not know is asked for.
 */
final class RecentWindows<T> {
    /** A power of two; clicks out of order fall into a few windows. */
    private static final int SLOTS = 16;

    private static final long NONE = Long.MIN_VALUE;

    private final long length;
    private final long[] starts = new long[SLOTS];
    private final List<T> totals = new ArrayList<>(Collections.nCopies(SLOTS, null));

    RecentWindows(long length) {
        this.length = length;
        clear();
    }

    T get(long start, LongFunction<T> unknown) {
        var slot = (int) (start / length) & (SLOTS - 1);
        if (starts[slot] != start) {
            starts[slot] = NONE;
            totals.set(slot, unknown.apply(start));
            starts[slot] = start;
        }
        return totals.get(slot);
    }

    void clear() {
        Arrays.fill(starts, NONE);
    }
}
