package io.footfall.dashboard.feed;

import java.time.Duration;

/**
 * How often something has changed that people wait for, and the time, in; whether it is to be told now
 * out. It is told at once, but not too often; all else waits for it, because it would take its turn
 * and have it wait for the next, and is told after twice the time if it does not come.
 */
public final class Rhythm {
    private final long least;
    private long toldAt;
    private long told;

    /**
     * @param least time between two times
     * @param nanos the time now, by a clock that only goes forward
     */
    public Rhythm(Duration least, long nanos) {
        this.least = least.toNanos();
        this.toldAt = nanos - this.least;
    }

    /** Asks, and takes note of the answer. */
    public boolean isDue(long changes, long nanos) {
        var waited = nanos - toldAt;
        var isDue = waited >= 2 * least || (waited >= least && changes != told);
        if (isDue) {
            toldAt = nanos;
            told = changes;
        }
        return isDue;
    }
}
