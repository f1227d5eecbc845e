package io.footfall.alerts.life;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How long a broker is waited for; deadlines out.
 *
 * @param most from the first question to giving up
 */
public record Patience(Duration most) {
    /** Between two looks at the broker. */
    static final Duration SLICE = Duration.ofMillis(500);

    Deadline begin() {
        return new Deadline(System.nanoTime() + most.toNanos());
    }

    record Deadline(long nanos) {
        Duration left() {
            return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
        }

        boolean over() {
            return left().isZero();
        }

        /** For a condition that can only be asked for, not awaited, such as a topic that somebody else creates. */
        void pause() throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(Math.min(left().toNanos(), SLICE.toNanos()));
        }
    }
}
