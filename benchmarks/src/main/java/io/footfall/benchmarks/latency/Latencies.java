package io.footfall.benchmarks.latency;

import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What one round has shown.
 *
 * @param busyPercent of a core, by process
 * @param logBytes a click takes in the log
 */
record Latencies(Map<Stage, Delay> delays, Map<String, Double> busyPercent, double logBytes) {
    /**
     * From the time at which a click was due to be sent, ms.
     *
     * @param count of clicks
     */
    record Delay(long count, long p50, long p99, long most) {
        static Delay of(Histogram millis) {
            if (millis.getTotalCount() == 0) {
                throw new IllegalStateException("no click was seen where it was looked for");
            }
            return new Delay(
                    millis.getTotalCount(),
                    millis.getValueAtPercentile(50),
                    millis.getValueAtPercentile(99),
                    millis.getMaxValue());
        }
    }

    static Latencies of(Map<Stage, Histogram> histograms, Map<String, Double> busyPercent, double logBytes) {
        var delays = new EnumMap<Stage, Delay>(Stage.class);
        histograms.forEach((stage, millis) -> delays.put(stage, Delay.of(millis)));
        return new Latencies(delays, busyPercent, logBytes);
    }
}
