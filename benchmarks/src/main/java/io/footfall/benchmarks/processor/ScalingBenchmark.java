package io.footfall.benchmarks.processor;

import static io.footfall.benchmarks.process.Servers.PARTITIONS;

import io.footfall.benchmarks.load.ClickPlan;
import io.footfall.benchmarks.process.Project;
import io.footfall.benchmarks.process.Servers;
import io.footfall.benchmarks.report.Report;
import io.footfall.benchmarks.report.ResultTable;
import java.util.ArrayList;
import java.util.List;

/**
 * What the cost of a click and the processor's memory depend on: one point after the other, each with servers of its own.
 *
 * @param seed of all clicks
 * @param rounds how often each point is measured
 */
record ScalingBenchmark(long seed, int rounds) {
    static final int SOME_ARTICLES = 5_000;

    private static final int FEW_ARTICLES = 10;
    private static final int MANY_ARTICLES = 5_000_000;
    /** After this number of clicks the JIT compiler is done. */
    private static final long GROWTH_WARM_UP = 3_000_000;
    /** Up to this share more resident memory counts as the same. */
    private static final double MARGIN = 0.10;
    /** Up to this much more live heap counts as the same. A leak shows in the heap long before the process grows. */
    private static final double LIVE_MARGIN_MEGABYTES = 10;

    /** @param evenly whether all articles are read equally often */
    private record Point(int partitions, int articles, long clicks, boolean evenly) {}

    /** Measures with more partitions, articles and clicks than usual; {@code clicks} is the basis of their numbers. */
    Report growth(Servers servers, long clicks) throws Exception {
        var points = new ArrayList<Point>();
        for (var partitions : List.of(1, 2, 4, 8, 32)) {
            points.add(new Point(partitions, SOME_ARTICLES, clicks, false));
        }
        for (var articles : List.of(FEW_ARTICLES, 100_000, MANY_ARTICLES)) {
            points.add(new Point(PARTITIONS, articles, clicks * 3 / 2, true));
        }
        for (var share : List.of(0.25, 2.5, 12.5)) {
            points.add(new Point(PARTITIONS, SOME_ARTICLES, (long) (clicks * share), false));
        }
        var table = measure(servers, points, GROWTH_WARM_UP);
        var text = text() + " Measured after %,d clicks more.".formatted(GROWTH_WARM_UP);
        return new Report("processor-growth", text, List.of(table), true);
    }

    /** Is memory the same after few and after many clicks, and with few and with many articles? */
    Report state(Servers servers, long clicks) throws Exception {
        var early = new Point(PARTITIONS, SOME_ARTICLES, clicks / 20, false);
        var late = new Point(PARTITIONS, SOME_ARTICLES, clicks, false);
        var few = new Point(PARTITIONS, FEW_ARTICLES, clicks * 3 / 10, true);
        var many = new Point(PARTITIONS, MANY_ARTICLES, clicks * 3 / 10, true);
        var table = measure(servers, List.of(early, late, few, many), 0);
        var text = text()
                + " Up to %.0f %% more resident memory and %.0f MB more live heap count as the same."
                        .formatted(MARGIN * 100, LIVE_MARGIN_MEGABYTES);
        var passed = isSame(table, label(early), label(late)) && isSame(table, label(few), label(many));
        return new Report("processor-state", text, List.of(table), passed);
    }

    private ResultTable measure(Servers servers, List<Point> points, long warmUp) throws Exception {
        var table = new ResultTable("partitions", "distinct articles", "clicks");
        for (var point : points) {
            var plan = ClickPlan.untilNow(seed, point.clicks() + warmUp, point.articles(), point.evenly());
            var passes = PassRunner.start(servers, "scaling-kafka", point.partitions(), plan, warmUp);
            for (var round = 1; round <= rounds; round++) {
                table.add(passes.measure(MeasuredProgram.PROCESSOR, round, Project.JAVA), label(point));
            }
            servers.end(passes.broker());
        }
        return table;
    }

    private static Object[] label(Point point) {
        return new Object[] {point.partitions(), point.articles(), point.clicks()};
    }

    static boolean isSame(ResultTable table, Object[] less, Object[] more) {
        var resident = table.median(PassRunner.RESIDENT, less) * (1 + MARGIN);
        var live = table.median(PassRunner.LIVE_HEAP, less) + LIVE_MARGIN_MEGABYTES;
        return table.median(PassRunner.RESIDENT, more) <= resident && table.median(PassRunner.LIVE_HEAP, more) <= live;
    }

    private String text() {
        return "Passes of each line: %d, each in a new process; medians (least-most). All results were correct."
                .formatted(rounds);
    }
}
