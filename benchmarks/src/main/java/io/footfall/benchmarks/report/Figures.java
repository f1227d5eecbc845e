package io.footfall.benchmarks.report;

import io.footfall.benchmarks.report.Column.Statistic;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** What one round has measured. The method that adds a figure says what a table shows of all rounds. */
public final class Figures {
    private final Map<Column, Double> values = new LinkedHashMap<>();

    /** The median, with the least and the most. */
    public Figures range(String title, int decimals, double value) {
        return put(title, decimals, Statistic.MEDIAN_AND_RANGE, value);
    }

    /** The mean, with the least and the most. */
    public Figures mean(String title, int decimals, double value) {
        return put(title, decimals, Statistic.MEAN_AND_RANGE, value);
    }

    public Figures median(String title, int decimals, double value) {
        return put(title, decimals, Statistic.MEDIAN, value);
    }

    public Figures least(String title, int decimals, double value) {
        return put(title, decimals, Statistic.LEAST, value);
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
        values.put(new Column(title, decimals, statistic), value);
        return this;
    }

    Map<Column, Double> values() {
        return values;
    }

    public double get(String title) {
        return byTitle().get(title);
    }

    Map<String, Double> byTitle() {
        var byTitle = new LinkedHashMap<String, Double>();
        values.forEach((column, value) -> byTitle.put(column.title(), value));
        return byTitle;
    }

    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(figure -> figure.getKey().title() + " " + figure.getKey().number(figure.getValue()))
                .collect(Collectors.joining(", "));
    }
}
