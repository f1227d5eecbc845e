package io.footfall.benchmarks.processor;

import io.footfall.benchmarks.clicks.ClickPlan;
import io.footfall.benchmarks.report.Finding;
import io.footfall.benchmarks.report.Spread;
import io.footfall.benchmarks.report.Table;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a click costs the processor, the bare loop and Spark.
 *
 * @param warmUp the share of the log that was read before measuring began
 */
record SparkReport(ClickPlan plan, double warmUp, List<Pass> passes) {
    Finding finding() {
        var markdown =
                ("%,d clicks, measured from %.0f %% of them on; %d passes each, in turns, every one in a new process; results"
                                + " were as they must be. Spark has two threads and %s, the others have 256 MB. It cleans and"
                                + " counts 30 s windows; the processor does that and more.%n%n%s%n%s")
                        .formatted(
                                plan.count(),
                                warmUp * 100,
                                of(Contenders.SPARK).size(),
                                ProcessorServers.SPARK_HEAP,
                                table(),
                                ratios());
        return new Finding("processor-spark", markdown, this, true);
    }

    private Table table() {
        var table = new Table("", "CPU us/click", "clicks/s", "RSS MB", "most RSS MB", "start to first output s");
        for (var server : List.of(Contenders.BARE, Contenders.PROCESSOR, Contenders.SPARK)) {
            table.row(
                    server,
                    of(server, Pass::cpuMicros).text(2),
                    of(server, Pass::clicksPerSecond).text(0),
                    of(server, Pass::residentMegabytes).text(0),
                    "%.0f".formatted(of(server, Pass::mostResidentMegabytes).most()),
                    of(server, Pass::firstOutputSeconds).text(1));
        }
        return table;
    }

    private Table ratios() {
        return new Table("medians", "CPU a click", "clicks/s", "start to first output")
                .row(ratios(Contenders.SPARK, Contenders.PROCESSOR))
                .row(ratios(Contenders.PROCESSOR, Contenders.BARE));
    }

    private String[] ratios(String server, String other) {
        return new String[] {
            server + " to " + other,
            "%.2f".formatted(ratio(server, other, Pass::cpuMicros)),
            "%.2f".formatted(ratio(server, other, Pass::clicksPerSecond)),
            "%.2f".formatted(ratio(server, other, Pass::firstOutputSeconds))
        };
    }

    private double ratio(String server, String other, ToDoubleFunction<Pass> figure) {
        return of(server, figure).median() / of(other, figure).median();
    }

    private Spread of(String server, ToDoubleFunction<Pass> figure) {
        return Spread.of(of(server), figure);
    }

    private List<Pass> of(String server) {
        return passes.stream().filter(pass -> pass.server().equals(server)).toList();
    }
}
