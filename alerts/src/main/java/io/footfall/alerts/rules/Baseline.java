package io.footfall.alerts.rules;

/**
 * What is usual: clicks of ordinary windows in, how unusual a number is out. A mean and a variance that
 * forget exponentially; the variance is never taken for less than that of independent visitors.
 */
final class Baseline {
    private final double weight;
    private double mean;
    private double variance;
    private long windows;

    /**
     * Forgets.
     *
     * @param weight of the newest window, 0 to 1
     */
    Baseline(double weight) {
        this.weight = weight;
    }

    void learn(long clicks) {
        windows++;
        // The first windows count alike: one of them alone is no habit.
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

    /** By how many standard deviations a number is above the mean. */
    double score(long clicks) {
        return (clicks - mean) / Math.sqrt(Math.max(Math.max(variance, mean), 1));
    }
}
