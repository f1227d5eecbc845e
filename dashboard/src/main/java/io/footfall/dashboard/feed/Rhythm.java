package io.footfall.dashboard.feed;

import java.time.Duration;

/**
 * How often something has changed that people wait for, and the time, in; whether it is to be told now
 * out. It is told at once, but not too often; all else waits for it, because it would take its turn
 * and have it wait for the next, and is told after twice the time if it does not come. What comes just
 * after it was told has missed its round, and for the same reason waits for the next.
 */
public final class Rhythm {
    private final long least;
    /** How often rounds come, which is a little less often than they may be told. */
    private final long round;

    private long toldAt;
    private long told;
    private boolean isLate;
    private long seen;

    /**
     * @param least time between two times
     * @param nanos the time now, by a clock that only goes forward
     */
    public Rhythm(Duration least, long nanos) {
        this.least = least.toNanos();
        this.round = this.least * 11 / 10;
        this.toldAt = nanos - this.least;
    }

    /** Asks, and takes note of the answer. */
    public boolean isDue(long changes, long nanos) {
        var waited = nanos - toldAt;
        if (seen == told && changes != told) {
            isLate = waited < least / 2;
        }
        seen = changes;
        var isDue = waited >= 2 * least || (changes != told && waited >= (isLate ? round : least));
        if (isDue) {
            toldAt = nanos;
            told = changes;
        }
        return isDue;
    }
}
