package io.footfall.benchmarks.report;

import java.util.Arrays;

/**
 * A figure of every round, and how a table sums up the rounds.
 *
 * @param title with its unit
 * @param decimals how many are shown
 */
record Column(String title, int decimals, Statistic statistic) {
    /** What a table shows of all rounds; a range is {@code (least-most)}. */
    enum Statistic {
        MEDIAN_AND_RANGE,
        MEAN_AND_RANGE,
        MEDIAN,
        LEAST,
        MOST,
        SUM
    }

    static double median(double... rounds) {
        var sorted = Arrays.stream(rounds).sorted().toArray();
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Such as {@code 12.3 (11.9-12.8)}. */
    String text(double... rounds) {
        var all = Arrays.stream(rounds).summaryStatistics();
        var range = " (" + number(all.getMin()) + "-" + number(all.getMax()) + ")";
        return switch (statistic) {
            case MEDIAN_AND_RANGE -> number(median(rounds)) + range;
            case MEAN_AND_RANGE -> number(all.getAverage()) + range;
            case MEDIAN -> number(median(rounds));
            case LEAST -> number(all.getMin());
            case MOST -> number(all.getMax());
            case SUM -> number(all.getSum());
        };
    }

    String number(double value) {
        return ("%,." + decimals + "f").formatted(value);
    }
}
