package io.footfall.benchmarks.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;

/** Polls until a condition holds. */
public final class Await {
    private static final long POLL_MILLIS = 20;

    private Await() {}

    /** Returns when the condition holds, which must be within a minute. */
    public static void until(String failure, Callable<Boolean> condition) throws Exception {
        until(Duration.ofMinutes(1), failure, condition);
    }

    /**
     * Returns when the condition holds.
     *
     * @param failure what the exception says if it does not hold in time
     */
    public static void until(Duration timeout, String failure, Callable<Boolean> condition) throws Exception {
        var deadline = System.nanoTime() + timeout.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                throw new IOException(failure + " within " + timeout);
            }
            Thread.sleep(POLL_MILLIS);
        }
    }
}
