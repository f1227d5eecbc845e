package io.footfall.benchmarks.processor;

import io.footfall.benchmarks.report.Finding;
import io.footfall.benchmarks.report.Table;
import java.util.List;

/**
 * What a click costs the processor, and what memory it has, with more of everything.
 *
 * @param warmUp the share of each log that was read before measuring began
 */
record GrowthReport(double warmUp, List<Point> points) {
    /** What one log has shown. */
    record Point(int partitions, int articles, long clicks, Pass pass) {}

    Finding finding() {
        var markdown =
                "One pass a line, in a new process, measured from %.0f %% of the clicks on; results were as they must be.%n%n%s"
                        .formatted(warmUp * 100, table());
        return new Finding("processor-growth", markdown, this, true);
    }

    private Table table() {
        var table = new Table(
                "partitions", "distinct articles", "clicks", "CPU us/click", "clicks/s", "RSS MB", "most RSS MB");
        for (var point : points) {
            var pass = point.pass();
            table.row(
                    "%d".formatted(point.partitions()),
                    "%,d".formatted(point.articles()),
                    "%,d".formatted(point.clicks()),
                    "%.2f".formatted(pass.cpuMicros()),
                    "%,.0f".formatted(pass.clicksPerSecond()),
                    "%.0f".formatted(pass.residentMegabytes()),
                    "%.0f".formatted(pass.mostResidentMegabytes()));
        }
        return table;
    }
}
