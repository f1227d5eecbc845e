package io.footfall.benchmarks.fanout;

import io.footfall.benchmarks.report.Finding;
import io.footfall.benchmarks.report.Table;
import java.util.List;

/**
 * How soon all of many readers have what is new, and what they cost the dashboard.
 *
 * @param seconds for which each crowd was watched
 */
record FanOutReport(long seconds, List<Crowd> crowds) {
    /**
     * So many readers at the same time; delays are from the first reader's to each reader's, ms.
     *
     * @param states of the board that were told
     * @param frames that told them, of all readers
     * @param busyPercent of a core
     */
    record Crowd(
            int readers,
            int states,
            long frames,
            long p50,
            long p99,
            long most,
            double busyPercent,
            double residentMegabytes) {
        /** Of the states, to all readers together; they may be told the newest only. */
        double toldPercent() {
            return 100.0 * frames / ((long) states * readers);
        }
    }

    Finding finding() {
        var markdown =
                "%d s for each number of readers, one update a second, all on this machine; from the first reader who has a state to each.%n%n%s"
                        .formatted(seconds, table());
        return new Finding("fan-out", markdown, this, true);
    }

    private Table table() {
        var table = new Table(
                "readers", "states", "told %", "p50 ms", "p99 ms", "max ms", "dashboard, % of a core", "RSS MB");
        for (var crowd : crowds) {
            table.row(
                    "%,d".formatted(crowd.readers()),
                    "%d".formatted(crowd.states()),
                    "%.1f".formatted(crowd.toldPercent()),
                    "%,d".formatted(crowd.p50()),
                    "%,d".formatted(crowd.p99()),
                    "%,d".formatted(crowd.most()),
                    "%.0f".formatted(crowd.busyPercent()),
                    "%.0f".formatted(crowd.residentMegabytes()));
        }
        return table;
    }
}
