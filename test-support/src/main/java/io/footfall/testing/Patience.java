package io.footfall.testing;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * How long tests wait for what must happen but has no deadline of its own. The wait ends as soon as it has happened, so
 * that its limit costs time only where a test fails. The limit is longer on a machine that has other work to do, as
 * measured when the first test of a JVM asks for it.
 */
public final class Patience {
    static final Duration LEAST = Duration.ofMinutes(3);
    static final Duration MOST = Duration.ofMinutes(20);

    /** Of a machine that has nothing else to do. Never used as it is: work may come once it is measured. */
    private static final Duration UNDISTURBED = Duration.ofMinutes(1);

    /** Processor time that is measured. Competing processes get turns of some milliseconds. */
    private static final Duration SAMPLE = Duration.ofMillis(60);

    private static final double CORES_OF_A_BUILD = 2;

    /** Beyond that, a promise would hold whatever the product does. */
    private static final double MOST_FOR_PROMISES = 4;

    private static final double SLOWNESS = slowness();

    public static final Duration PATIENCE = of(SLOWNESS);

    private Patience() {}

    /** A time that the product promises on a machine that has nothing else to do, for this one. */
    public static Duration promised(Duration undisturbed) {
        return stretched(undisturbed, Math.min(SLOWNESS, MOST_FOR_PROMISES));
    }

    static Duration stretched(Duration undisturbed, double slowness) {
        return Duration.ofMillis((long) (undisturbed.toMillis() * Math.max(1, slowness)));
    }

    /**
     * The limit on a machine that takes longer.
     *
     * @param slowness how many times as long as one with two cores and nothing else to do
     */
    static Duration of(double slowness) {
        var limit = stretched(UNDISTURBED, slowness);
        return limit.compareTo(LEAST) < 0 ? LEAST : limit.compareTo(MOST) > 0 ? MOST : limit;
    }

    private static double slowness() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        var cores = system.getAvailableProcessors();
        var waiting = system.getSystemLoadAverage() / cores;
        return Math.max(timeForAMomentOfWork(), waiting) * Math.max(1, CORES_OF_A_BUILD / cores);
    }

    /** How many times as long a thread takes as it computes. */
    private static double timeForAMomentOfWork() {
        var threads = ManagementFactory.getThreadMXBean();
        if (!threads.isCurrentThreadCpuTimeSupported()) {
            return 1;
        }
        var began = System.nanoTime();
        var before = threads.getCurrentThreadCpuTime();
        long used;
        do {
            used = threads.getCurrentThreadCpuTime() - before;
        } while (used < SAMPLE.toNanos());
        return (double) (System.nanoTime() - began) / used;
    }
}
