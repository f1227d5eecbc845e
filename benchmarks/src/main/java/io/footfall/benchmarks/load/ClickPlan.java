package io.footfall.benchmarks.load;

/**
 * Which clicks are generated.
 *
 * @param seed the same plan makes the same bytes
 * @param firstTime timestamp of the first click in Kafka, ms since the epoch
 * @param articles distinct ones, unless there are fewer clicks
 * @param evenly whether all articles are read equally often, in turns; else few are read much and many little
 */
public record ClickPlan(long seed, long count, long firstTime, int articles, boolean evenly) {
    private static final int CLICKS_A_SECOND = 1_000;

    /** The last click has the present time, because retention deletes old clicks. */
    public static ClickPlan untilNow(long seed, long count, int articles, boolean evenly) {
        return new ClickPlan(
                seed, count, System.currentTimeMillis() - count * 1_000 / CLICKS_A_SECOND, articles, evenly);
    }

    long timestamp(long number) {
        return firstTime + number * 1_000 / CLICKS_A_SECOND;
    }
}
