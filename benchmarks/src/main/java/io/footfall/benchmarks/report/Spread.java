package io.footfall.benchmarks.report;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The middle of several measurements of the same thing, and how far they lie apart. */
public record Spread(double median, double least, double most) {

    public static <T> Spread of(List<T> rounds, ToDoubleFunction<T> figure) {
        var sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        var middle = sorted.length / 2;
        var median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** Such as {@code 12.3 (11.9-12.8)}. */
    public String text(int decimals) {
        var number = "%,." + decimals + "f";
        return (number + " (" + number + "-" + number + ")").formatted(median, least, most);
    }
}
