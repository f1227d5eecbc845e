package io.footfall.sandbox.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Limits the lines printed in a period, so that a failing child does not flood the terminal. */
public final class EchoLimit {
    private final Clock clock;
    private final int lines;
    private final Duration period;
    private Instant periodEnd = Instant.MIN;
    private int acquired;

    public EchoLimit(Clock clock, int lines, Duration period) {
        this.clock = clock;
        this.lines = lines;
        this.period = period;
    }

    /** Whether one more line may be printed now. */
    public boolean tryAcquire() {
        var now = clock.instant();
        if (!now.isBefore(periodEnd)) {
            periodEnd = now.plus(period);
            acquired = 0;
        }
        acquired++;
        return acquired <= lines;
    }
}
