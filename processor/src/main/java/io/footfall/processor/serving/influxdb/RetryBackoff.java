package io.footfall.processor.serving.influxdb;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Delay before the next attempt: doubled each time up to a bound, with jitter, and never less than requested. */
final class RetryBackoff {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final DoubleSupplier random;
    private Duration next = FIRST;

    /** @param random numbers from 0 to 1, for the jitter */
    RetryBackoff(DoubleSupplier random) {
        this.random = random;
    }

    Duration next(Duration atLeast) {
        var jittered = Duration.ofMillis((long) (next.toMillis() * (0.5 + random.getAsDouble() / 2)));
        var doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return jittered.compareTo(atLeast) > 0 ? jittered : atLeast;
    }

    /** The next delay is the shortest again. */
    void reset() {
        next = FIRST;
    }
}
