package io.footfall.benchmarks.clicks;

/**
 * Which clicks are made.
 *
 * @param seed the same plan makes the same bytes
 * @param count of records
 * @param firstTime when the log takes the first click, ms since the epoch
 * @param articles distinct ones, unless there are fewer clicks
 * @param evenly whether all articles are read alike, one after the other; else few are read much and many little
 */
public record ClickPlan(long seed, long count, long firstTime, int articles, boolean evenly) {
    private static final int CLICKS_A_SECOND = 1_000;

    /** Of a plan whose last click is in the log now: brokers delete what is old. */
    public static long firstTimeFor(long count, long now) {
        return now - count * 1_000 / CLICKS_A_SECOND;
    }

    long logTime(long number) {
        return firstTime + number * 1_000 / CLICKS_A_SECOND;
    }
}
