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
        return new Table("Spark to processor, medians", "")
                .row("CPU a click", "%.1f".formatted(sparkToProcessor(Pass::cpuMicros)))
                .row("clicks/s", "%.2f".formatted(sparkToProcessor(Pass::clicksPerSecond)))
                .row("start to first output", "%.1f".formatted(sparkToProcessor(Pass::firstOutputSeconds)));
    }

    double sparkToProcessor(ToDoubleFunction<Pass> figure) {
        return of(Contenders.SPARK, figure).median()
                / of(Contenders.PROCESSOR, figure).median();
    }

    private Spread of(String server, ToDoubleFunction<Pass> figure) {
        return Spread.of(of(server), figure);
    }

    private List<Pass> of(String server) {
        return passes.stream().filter(pass -> pass.server().equals(server)).toList();
    }
}
