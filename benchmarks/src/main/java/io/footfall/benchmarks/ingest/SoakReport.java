package io.footfall.benchmarks.ingest;

import io.footfall.benchmarks.report.Finding;
import io.footfall.benchmarks.report.Table;
import io.footfall.benchmarks.report.Trend;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Memory under load over a long time.
 *
 * @param warmUpSeconds before the first sample
 * @param stepSeconds between samples
 * @param liveBefore heap that is in use after a collection, MB, before the first sample
 * @param liveAfter the same after the last
 */
record SoakReport(long warmUpSeconds, long stepSeconds, double liveBefore, double liveAfter, List<Sample> samples) {
    /** What may come and go with the moment, MB. */
    private static final double LIVE_MARGIN = 10;

    /** What was seen at one time; the heap in use contains what the collector has not yet taken away. */
    record Sample(long seconds, Figures figures, double heapMegabytes) {}

    Finding finding() {
        var allTaken = samples.stream()
                .allMatch(sample ->
                        sample.figures().notOk() == 0 && sample.figures().broken() == 0);
        var sound = allTaken && liveAfter < liveBefore + LIVE_MARGIN;
        var markdown =
                "After %d s of warm-up, %d samples, one in %d s. Heap in use after a collection: %.0f MB before, %.0f MB after.%n%n%s%n%s"
                        .formatted(warmUpSeconds, samples.size(), stepSeconds, liveBefore, liveAfter, trends(), all());
        return new Finding("ingest-soak", markdown, this, sound);
    }

    private Table trends() {
        var table = new Table("", "mean of the first third", "of the last", "growth a minute (best line)");
        addTrend(table, "RSS MB", sample -> sample.figures().residentMegabytes());
        addTrend(table, "heap used MB", Sample::heapMegabytes);
        addTrend(table, "req/s", sample -> sample.figures().requestsPerSecond());
        addTrend(table, "CPU us/req", sample -> sample.figures().cpuMicrosPerRequest());
        return table;
    }

    private void addTrend(Table table, String name, ToDoubleFunction<Sample> value) {
        var trend = Trend.of(samples.stream().mapToDouble(value).toArray());
        table.row(
                name,
                "%,.1f".formatted(trend.firstThird()),
                "%,.1f".formatted(trend.lastThird()),
                "%+,.2f".formatted(trend.slope() * 60 / stepSeconds));
    }

    private Table all() {
        var table = new Table("s", "req/s", "CPU us/req", "RSS MB", "heap used MB", "not 200", "broken");
        for (var sample : samples) {
            var figures = sample.figures();
            table.row(
                    Long.toString(sample.seconds()),
                    "%,.0f".formatted(figures.requestsPerSecond()),
                    "%.1f".formatted(figures.cpuMicrosPerRequest()),
                    "%.0f".formatted(figures.residentMegabytes()),
                    "%.0f".formatted(sample.heapMegabytes()),
                    Long.toString(figures.notOk()),
                    Long.toString(figures.broken()));
        }
        return table;
    }
}
