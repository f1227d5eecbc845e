package io.footfall.benchmarks.start;

import io.footfall.benchmarks.report.Finding;
import io.footfall.benchmarks.report.Spread;
import io.footfall.benchmarks.report.Table;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What services cost on the JVM and as native binaries.
 *
 * @param recorded clicks that every round has sent
 * @param clicks made up, that every round has sent at least after them
 * @param rounds of each kind
 */
record StartReport(int recorded, int clicks, int rounds, List<Build> builds, List<Footprint> footprints) {
    Finding finding() {
        var markdown =
                ("%d rounds of each kind, in turns, every one with new processes and an empty log; medians (least-most)."
                                + " RSS is resident memory: idle 10 s after all were ready, then after %,d recorded clicks, then after"
                                + " %,d made-up ones, whose CPU time is told. All were sent over HTTP in arrays of 100 and have come"
                                + " from the post to the store.%n%n%s")
                        .formatted(rounds, recorded, clicks, table());
        return new Finding("start", markdown, this, true);
    }

    private Table table() {
        var table = new Table(
                "",
                "",
                "native build s",
                "its CPU s",
                "binary or jars MiB",
                "start to ready ms",
                "RSS idle MiB",
                "RSS recorded MiB",
                "RSS made-up MiB",
                "CPU us/click");
        for (var build : builds) {
            table.row(
                    build.service(),
                    build.kind().toString(),
                    build.builder() == null
                            ? ""
                            : "%.0f".formatted(build.builder().seconds()),
                    build.builder() == null
                            ? ""
                            : "%.0f".formatted(build.builder().cpuSeconds()),
                    "%.0f".formatted(build.mebibytes()),
                    of(build, Footprint::readyMillis).text(0),
                    of(build, Footprint::idleMebibytes).text(0),
                    recorded == 0 ? "" : of(build, Footprint::sampleMebibytes).text(0),
                    of(build, Footprint::loadedMebibytes).text(0),
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
