package io.footfall.benchmarks.load;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Counts answers by status and keeps how long they took. */
public final class Tally implements AnswerLog {
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(2);
    private static final int STATUSES = 600;

    private final Histogram micros = new Histogram(LONGEST_MICROS, 3);
    private final long[] answers = new long[STATUSES];
    private long clicks;
    private long broken;

    @Override
    public void answered(Sent request, int status, long nowNanos) {
        answers[status]++;
        clicks += status == 200 ? request.clicks() : 0;
        micros.recordValue(Math.min(LONGEST_MICROS, (nowNanos - request.nanos()) / 1_000));
    }

    @Override
    public void broken(Sent request, long nowNanos) {
        broken++;
    }

    /** Clicks that were taken. */
    public long clicks() {
        return clicks;
    }

    public long requests() {
        return micros.getTotalCount();
    }

    /** Connections that broke under a request. */
    public long brokenConnections() {
        return broken;
    }

    public long answersBut(int status) {
        return requests() - answers[status];
    }

    public Map<Integer, Long> byStatus() {
        var counts = new TreeMap<Integer, Long>();
        for (var status = 0; status < STATUSES; status++) {
            if (answers[status] > 0) {
                counts.put(status, answers[status]);
            }
        }
        return counts;
    }

    /** The time in which this share of the requests had their answer. */
    public Duration latency(double percentile) {
        return Duration.of(micros.getValueAtPercentile(percentile), ChronoUnit.MICROS);
    }
}
