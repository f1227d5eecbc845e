package io.footfall.processor.windows;

import java.time.Duration;

/**
 * That something has changed, and the wall clock, in; whether it is to be told out: when what changes
 * at the same time has had the time to come, and not too often.
 */
final class Settling {
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final long settle;
    private final long least;
    private long changedAt = NEVER;
    private long toldAt = NEVER;

    /**
     * @param settle how long the rest is waited for
     * @param least time from one telling to the next
     */
    Settling(Duration settle, Duration least) {
        this.settle = settle.toMillis();
        this.least = least.toMillis();
    }

    void changed(long now) {
        if (changedAt == NEVER) {
            changedAt = now;
        }
    }

    /** Asks, and takes note if it is. */
    boolean isDue(long now) {
        var isDue = changedAt != NEVER && now - changedAt >= settle && now - toldAt >= least;
        if (isDue) {
            changedAt = NEVER;
            toldAt = now;
        }
        return isDue;
    }
}
