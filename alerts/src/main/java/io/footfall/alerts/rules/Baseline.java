package io.footfall.alerts.rules;

/**
 * The usual number of clicks in a window: an exponentially weighted mean and variance. The variance never counts as less
 * than that of independent visitors.
 */
final class Baseline {
    private final double weight;
    private double mean;
    private double variance;
    private long windows;

    /**
     * An empty baseline.
     *
     * @param weight of the newest window, 0 to 1
     */
    Baseline(double weight) {
        this.weight = weight;
    }

    void add(long clicks) {
        windows++;
        // The first windows weigh the same: the very first must not dominate.
        var share = Math.max(weight, 1.0 / windows);
        var difference = clicks - mean;
        mean += share * difference;
        variance = (1 - share) * (variance + share * difference * difference);
    }

    long windows() {
        return windows;
    }

    double mean() {
        return mean;
    }

    /** By how many standard deviations a number of clicks is above the mean. */
    double score(long clicks) {
        return (clicks - mean) / Math.sqrt(Math.max(Math.max(variance, mean), 1));
    }
}
