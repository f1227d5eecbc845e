package io.footfall.benchmarks.report;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What one round has measured. The method that adds a figure says what a table shows of all rounds. */
public final class Figures {
    /** Below it everything waits for a core, which is then a large part of every latency. */
    private static final double FULL_PERCENT = 10;

    private final Map<String, Figure> figures = new LinkedHashMap<>();

    enum Statistic {
        MEDIAN,
        IDLE,
        MOST,
        SUM
    }

    /** The median, with the least and the most. */
    public Figures range(String title, int decimals, double value) {
        return put(title, decimals, Statistic.MEDIAN, value);
    }

    /** The median of what a machine had left, with a word if that was too little for the other figures of the row. */
    Figures idle(String title, double percent) {
        return put(title, 0, Statistic.IDLE, percent);
    }

    public Figures most(String title, double value) {
        return put(title, 0, Statistic.MOST, value);
    }

    public Figures sum(String title, long value) {
        return put(title, 0, Statistic.SUM, (double) value);
    }

    /** Delays in milliseconds. */
    public Figures delays(Histogram millis) {
        return range("p50 ms", 0, (double) millis.getValueAtPercentile(50))
                .range("p99 ms", 0, (double) millis.getValueAtPercentile(99))
                .most("max ms", (double) millis.getMaxValue());
    }

    private Figures put(String title, int decimals, Statistic statistic, double value) {
        figures.put(title, new Figure(value, decimals, statistic));
        return this;
    }

    Map<String, Figure> all() {
        return figures;
    }

    public double get(String title) {
        return figures.get(title).value();
    }

    static double median(double... rounds) {
        var sorted = Arrays.stream(rounds).sorted().toArray();
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** One figure of a round. */
    record Figure(double value, int decimals, Statistic statistic) {
        /** Sums up all rounds, such as {@code 12.3 (11.9-12.8)}; without a range if there is none. */
        String text(double... rounds) {
            var all = Arrays.stream(rounds).summaryStatistics();
            var least = number(all.getMin());
            var most = number(all.getMax());
            var range = least.equals(most) ? "" : " (" + least + "-" + most + ")";
            return switch (statistic) {
                case MEDIAN -> number(median(rounds)) + range;
                case IDLE -> number(median(rounds)) + range + (median(rounds) < FULL_PERCENT ? " **full**" : "");
                case MOST -> most;
                case SUM -> number(all.getSum());
            };
        }

        String number(double number) {
            return ("%,." + decimals + "f").formatted(number);
        }
    }
}
