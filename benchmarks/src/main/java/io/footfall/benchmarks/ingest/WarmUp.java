package io.footfall.benchmarks.ingest;

import java.io.IOException;
import java.time.Duration;

/** Load until the server's just-in-time compiler has done its work: the CPU time of a request stays as it is. */
record WarmUp(Duration atLeast) {
    private static final Duration SLICE = Duration.ofSeconds(5);
    private static final int LONGEST = 4;
    private static final double STEADY = 0.05;

    /** Returns how long it took. */
    Duration run(Contender contender) throws IOException {
        var spent = Duration.ZERO;
        var before = Double.MAX_VALUE;
        while (spent.compareTo(atLeast.multipliedBy(LONGEST)) < 0) {
            var figures = contender.measure(SLICE);
            if (figures.notOk() > 0) {
                throw new IOException("%s: %d answers were not 200".formatted(contender, figures.notOk()));
            }
            var now = figures.cpuMicrosPerRequest();
            spent = spent.plus(SLICE);
            if (spent.compareTo(atLeast) >= 0 && isSteady(before, now)) {
                return spent;
            }
            before = now;
        }
        return spent;
    }

    static boolean isSteady(double before, double now) {
        return Math.abs(now - before) <= before * STEADY;
    }
}
