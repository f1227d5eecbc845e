package io.footfall.benchmarks.processor;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * When somebody is killed: moments that nobody chose, but the same for the same seed.
 *
 * @param shares of the work that is done, in ascending order
 * @param delays to let pass then, because work is seen to be done only when it is committed
 */
record KillMoments(List<Double> shares, List<Duration> delays) {
    private static final double FIRST = 0.05;
    /** So that there is work left when the longest delay is over. */
    private static final double LAST = 0.7;

    private static final int LONGEST_DELAY_MILLIS = 1_000;

    static KillMoments random(long seed, int kills) {
        var random = new SplittableRandom(seed);
        return new KillMoments(
                random.doubles(kills, FIRST, LAST).sorted().boxed().toList(),
                random.longs(kills, 0, LONGEST_DELAY_MILLIS)
                        .mapToObj(Duration::ofMillis)
                        .toList());
    }
}
