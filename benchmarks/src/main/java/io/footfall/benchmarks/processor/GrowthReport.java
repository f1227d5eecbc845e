package io.footfall.benchmarks.processor;

import io.footfall.benchmarks.report.Finding;
import io.footfall.benchmarks.report.Spread;
import io.footfall.benchmarks.report.Table;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a click costs the processor, and what memory it has, with more of everything.
 *
 * @param warmUp clicks that were read in each pass before measuring began
 */
record GrowthReport(long warmUp, List<Point> points) {
    /**
     * What one log has shown.
     *
     * @param clicks that were measured
     */
    record Point(int partitions, int articles, long clicks, List<Pass> passes) {
        Spread of(ToDoubleFunction<Pass> figure) {
            return Spread.of(passes, figure);
        }
    }

    Finding finding() {
        var markdown =
                ("Passes over each log: %d, each in a new process, measured after %,d clicks more; medians (least-most);"
                                + " results were as they must be.%n%n%s")
                        .formatted(points.get(0).passes().size(), warmUp, table());
        return new Finding("processor-growth", markdown, this, true);
    }

    private Table table() {
        var table = new Table(
                "partitions",
                "distinct articles",
                "clicks",
                "CPU us/click",
                "to the first line",
                "clicks/s",
                "RSS MB",
                "most RSS MB");
        var first = points.get(0).of(Pass::cpuMicros).median();
        for (var point : points) {
            table.row(
                    "%d".formatted(point.partitions()),
                    "%,d".formatted(point.articles()),
                    "%,d".formatted(point.clicks()),
                    point.of(Pass::cpuMicros).text(2),
                    "%.2f".formatted(point.of(Pass::cpuMicros).median() / first),
                    point.of(Pass::clicksPerSecond).text(0),
                    point.of(Pass::residentMegabytes).text(0),
                    "%.0f".formatted(point.of(Pass::mostResidentMegabytes).most()));
        }
        return table;
    }
}
