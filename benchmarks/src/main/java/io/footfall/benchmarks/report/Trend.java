package io.footfall.benchmarks.report;

import java.util.Arrays;

/**
 * Whether something grows, told by its values at even distances.
 *
 * @param firstThird their mean
 * @param lastThird their mean
 * @param slope of the straight line that fits best, a step
 */
public record Trend(double firstThird, double lastThird, double slope) {

    public static Trend of(double[] values) {
        if (values.length < 3) {
            throw new IllegalArgumentException("a trend needs three values at least, not " + values.length);
        }
        var third = values.length / 3;
        return new Trend(
                mean(Arrays.copyOfRange(values, 0, third)),
                mean(Arrays.copyOfRange(values, values.length - third, values.length)),
                slope(values));
    }

    private static double slope(double[] values) {
        var middle = (values.length - 1) / 2.0;
        var mean = mean(values);
        var covariance = 0.0;
        var variance = 0.0;
        for (var step = 0; step < values.length; step++) {
            covariance += (step - middle) * (values[step] - mean);
            variance += (step - middle) * (step - middle);
        }
        return covariance / variance;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
