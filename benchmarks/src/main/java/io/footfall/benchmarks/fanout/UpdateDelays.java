package io.footfall.benchmarks.fanout;

import io.footfall.benchmarks.report.Figures;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** How much later than the first client each client gets an update. */
final class UpdateDelays {
    static final String UPDATES = "updates";

    private final NavigableMap<Long, Arrivals> updates = new TreeMap<>();

    private record Arrivals(long first, Histogram millis) {}

    synchronized void received(long update, long nanos) {
        var arrivals = updates.computeIfAbsent(update, first -> new Arrivals(nanos, new Histogram(3)));
        arrivals.millis().recordValue((nanos - arrivals.first()) / 1_000_000);
    }

    /** Without the first update, which some clients had before, and the newest, which may still be sent to others. */
    synchronized Figures figures(int clients) {
        var complete = updates.values().stream()
                .limit(Math.max(0, updates.size() - 1))
                .skip(1)
                .toList();
        var all = new Histogram(3);
        complete.forEach(arrivals -> all.add(arrivals.millis()));
        var expected = Math.max(1L, (long) complete.size() * clients);
        return new Figures()
                .range(UPDATES, 0, complete.size())
                // The dashboard may send a client only the newest of several updates.
                .range("received %", 1, 100.0 * all.getTotalCount() / expected)
                .delays(all);
    }
}
