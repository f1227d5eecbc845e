package io.footfall.benchmarks.start;

import io.footfall.benchmarks.report.Finding;
import io.footfall.benchmarks.report.Spread;
import io.footfall.benchmarks.report.Table;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What services cost on the JVM and as native binaries.
 *
 * @param clicks that every round has sent at least
 * @param rounds of each kind
 */
record StartReport(int clicks, int rounds, List<Build> builds, List<Footprint> footprints) {
    Finding finding() {
        var markdown =
                ("%d rounds of each kind, in turns, every one with new processes and an empty log; medians (least-most)."
                                + " Idle is 10 s after all were ready, loaded after %,d clicks over HTTP in arrays of 100, from the"
                                + " post to the store.%n%n%s")
                        .formatted(rounds, clicks, table());
        return new Finding("start", markdown, this, true);
    }

    private Table table() {
        var table = new Table(
                "",
                "",
                "native build s",
                "size MB",
                "start to ready ms",
                "RSS idle MB",
                "RSS loaded MB",
                "CPU us/click");
        for (var build : builds) {
            table.row(
                    build.service(),
                    build.kind().toString(),
                    build.seconds() == null ? "" : "%.0f".formatted(build.seconds()),
                    "%.0f".formatted(build.megabytes()),
                    of(build, Footprint::readyMillis).text(0),
                    of(build, Footprint::idleMegabytes).text(0),
                    of(build, Footprint::loadedMegabytes).text(0),
                    of(build, Footprint::cpuMicros).text(1));
        }
        return table;
    }

    private Spread of(Build build, ToDoubleFunction<Footprint> figure) {
        var own = footprints.stream()
                .filter(print -> print.service().equals(build.service()) && print.kind() == build.kind())
                .toList();
        return Spread.of(own, figure);
    }
}
