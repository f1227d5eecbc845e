package io.footfall.processor.windows;

import java.time.Duration;

/** The wall clock in, often enough; whether another beat has begun out. All that have the same beats have them at once. */
final class Beat {
    private final long every;
    private final long after;
    private long newest = Long.MIN_VALUE;

    /**
     * @param every from one to the next
     * @param after how long after whole numbers of that since the epoch
     */
    Beat(Duration every, Duration after) {
        this.every = every.toMillis();
        this.after = after.toMillis();
    }

    /** Asks, and takes note. */
    boolean isNew(long now) {
        var beat = Math.floorDiv(now - after, every);
        var isNew = beat > newest;
        newest = beat;
        return isNew;
    }
}
