package io.footfall.benchmarks.processor;

import io.footfall.benchmarks.clicks.ClickPlan;
import io.footfall.benchmarks.report.Finding;
import io.footfall.benchmarks.report.Spread;
import io.footfall.benchmarks.report.Table;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a click costs the processor beside the bare loop.
 *
 * @param warmUp the share of the log that was read before measuring began
 */
record CostReport(ClickPlan plan, double warmUp, List<Pass> passes) {
    /** What the whole topology may cost, in bare loops; by medians, because the best pass of one may be a lucky one. */
    private static final double MOST = 2.0;

    Finding finding() {
        var sound = medianRatio() <= MOST;
        var markdown = ("%,d clicks, measured from %.0f %% of them on; %d passes each, in turns, every one in a new"
                        + " process; results were as they must be.%n%n%s%n%s")
                .formatted(plan.count(), warmUp * 100, of(Contenders.PROCESSOR).size(), table(), ratios());
        return new Finding("processor-cost", markdown, this, sound);
    }

    private Table table() {
        var table = new Table(
                "",
                "CPU us/click, best",
                "median (least-most)",
                "clicks/s",
                "broker CPU us/click",
                "RSS MB",
                "most RSS MB");
        for (var server : List.of(Contenders.BARE, Contenders.PROCESSOR)) {
            table.row(
                    server,
                    "%.2f".formatted(of(server, Pass::cpuMicros).least()),
                    of(server, Pass::cpuMicros).text(2),
                    of(server, Pass::clicksPerSecond).text(0),
                    of(server, Pass::brokerMicros).text(2),
                    of(server, Pass::residentMegabytes).text(0),
                    "%.0f".formatted(of(server, Pass::mostResidentMegabytes).most()));
        }
        return table;
    }

    private Table ratios() {
        return new Table("processor to bare loop, CPU a click", "", "at most")
                .row("medians", "%.2f".formatted(medianRatio()), "%.1f".formatted(MOST))
                .row("best", "%.2f".formatted(bestRatio()), "");
    }

    double medianRatio() {
        return of(Contenders.PROCESSOR, Pass::cpuMicros).median()
                / of(Contenders.BARE, Pass::cpuMicros).median();
    }

    private double bestRatio() {
        return of(Contenders.PROCESSOR, Pass::cpuMicros).least()
                / of(Contenders.BARE, Pass::cpuMicros).least();
    }

    private Spread of(String server, ToDoubleFunction<Pass> figure) {
        return Spread.of(of(server), figure);
    }

    private List<Pass> of(String server) {
        return passes.stream().filter(pass -> pass.server().equals(server)).toList();
    }
}
