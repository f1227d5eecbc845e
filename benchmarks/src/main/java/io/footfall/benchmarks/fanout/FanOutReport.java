package io.footfall.benchmarks.fanout;

import io.footfall.benchmarks.report.Finding;
import io.footfall.benchmarks.report.Spread;
import io.footfall.benchmarks.report.Table;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How soon all of many readers have what is new, and what they cost the dashboard.
 *
 * @param seconds for which each crowd was watched
 * @param rounds in each of which there was every number of readers
 */
record FanOutReport(long seconds, int rounds, List<Crowd> crowds) {
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
            return states == 0 ? 0 : 100.0 * frames / ((long) states * readers);
        }
    }

    Finding finding() {
        var markdown =
                ("%d s for each number of readers, one update a second, all on this machine; from the first reader who has a state"
                                + " to each. Rounds: %d, with the same processes; medians (least-most), and the most of all.%n%n%s")
                        .formatted(seconds, rounds, table());
        var sound = crowds.stream().allMatch(crowd -> crowd.states() > 0);
        return new Finding("fan-out", markdown, this, sound);
    }

    private Table table() {
        var table = new Table(
                "readers", "states", "told %", "p50 ms", "p99 ms", "max ms", "dashboard, % of a core", "RSS MB");
        crowds.stream()
                .mapToInt(Crowd::readers)
                .distinct()
                .forEach(readers -> table.row(
                        "%,d".formatted(readers),
                        of(readers, Crowd::states).text(0),
                        of(readers, Crowd::toldPercent).text(1),
                        of(readers, Crowd::p50).text(0),
                        of(readers, Crowd::p99).text(0),
                        "%,.0f".formatted(of(readers, Crowd::most).most()),
                        of(readers, Crowd::busyPercent).text(0),
                        of(readers, Crowd::residentMegabytes).text(0)));
        return table;
    }

    private Spread of(int readers, ToDoubleFunction<Crowd> figure) {
        return Spread.of(
                crowds.stream().filter(crowd -> crowd.readers() == readers).toList(), figure);
    }
}
