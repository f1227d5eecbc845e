package io.footfall.sandbox.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Lets a few lines a period through, so that a child in trouble does not flood the terminal. */
public final class EchoLimit {
    private final Clock clock;
    private final int lines;
    private final Duration period;
    private Instant periodEnd = Instant.MIN;
    private int passed;

    public EchoLimit(Clock clock, int lines, Duration period) {
        this.clock = clock;
        this.lines = lines;
        this.period = period;
    }

    /** Whether one more line may be shown now. */
    public boolean admits() {
        var now = clock.instant();
        if (!now.isBefore(periodEnd)) {
            periodEnd = now.plus(period);
            passed = 0;
        }
        passed++;
        return passed <= lines;
    }
}
