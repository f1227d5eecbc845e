package io.footfall.benchmarks.process;

import java.io.IOException;
import java.time.Duration;

/** Polls until a condition holds. */
public final class Await {
    private static final long POLL_MILLIS = 20;

    private Await() {}

    /**
     * Returns when the condition holds.
     *
     * @param failure what the exception says if it does not hold in time
     */
    public static void until(Duration timeout, String failure, Condition condition)
            throws IOException, InterruptedException {
        var deadline = System.nanoTime() + timeout.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new IOException(failure + " within " + timeout);
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** What is polled. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }
}
