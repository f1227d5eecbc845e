package io.footfall.benchmarks.processor;

import static io.footfall.benchmarks.processor.MeasuredProgram.BARE_LOOP;
import static io.footfall.benchmarks.processor.MeasuredProgram.PROCESSOR;
import static io.footfall.benchmarks.processor.MeasuredProgram.SPARK;

import io.footfall.benchmarks.clicks.ClickPlan;
import io.footfall.benchmarks.process.Servers;
import io.footfall.benchmarks.report.Figures;
import io.footfall.benchmarks.report.Report;
import io.footfall.benchmarks.report.ResultTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Compares what a click costs the processor and other programs that process the same clicks. Their passes alternate.
 *
 * @param warmUpPercent of the clicks, before measuring begins
 * @param sparkJava a java that Spark can run on
 */
record CostComparison(ClickPlan plan, int rounds, int warmUpPercent, Path sparkJava) {
    /** The most that the median CPU time of the topology may be, as a multiple of that of the bare loop. */
    private static final double MOST = 2.0;

    private static final List<String> COMPARED = List.of(PassRunner.CPU, PassRunner.CLICKS, PassRunner.FIRST_OUTPUT);

    Report withBareLoop(Servers servers) throws IOException, InterruptedException {
        return costReport(measure(servers, List.of(BARE_LOOP, PROCESSOR)));
    }

    Report withSpark(Servers servers) throws IOException, InterruptedException {
        return sparkReport(measure(servers, List.of(BARE_LOOP, PROCESSOR, SPARK)));
    }

    private ResultTable measure(Servers servers, List<MeasuredProgram> programs)
            throws IOException, InterruptedException {
        var warmUp = plan.count() * warmUpPercent / 100;
        var passes = PassRunner.start(servers, "kafka", Servers.PARTITIONS, plan, warmUp);
        var table = new ResultTable("");
        for (var round = 1; round <= rounds; round++) {
            for (var program : programs) {
                table.add(passes.measure(program, round, sparkJava), program);
            }
        }
        return table;
    }

    Report costReport(ResultTable table) {
        var text = text() + " The ratio of CPU time may be %.1f at most.".formatted(MOST);
        var ratios = addRatio(new ResultTable(""), table, PROCESSOR, BARE_LOOP);
        var passed = ratio(table, PassRunner.CPU, PROCESSOR, BARE_LOOP) <= MOST;
        return new Report("processor-cost", text, List.of(table, ratios), passed);
    }

    Report sparkReport(ResultTable table) {
        var text = text() + " Spark has two threads and " + MeasuredProgram.SPARK_HEAP
                + ", the others have 256 MB. It cleans and counts 30 s windows; the processor does more.";
        var ratios = addRatio(new ResultTable(""), table, SPARK, PROCESSOR);
        addRatio(ratios, table, PROCESSOR, BARE_LOOP);
        return new Report("processor-spark", text, List.of(table, ratios), true);
    }

    private static ResultTable addRatio(
            ResultTable ratios, ResultTable table, MeasuredProgram program, MeasuredProgram other) {
        var figures = new Figures();
        for (var figure : COMPARED) {
            figures.median("ratio of " + figure, 2, ratio(table, figure, program, other));
        }
        return ratios.add(figures, program + " to " + other);
    }

    private static double ratio(ResultTable table, String figure, MeasuredProgram program, MeasuredProgram other) {
        return table.median(figure, program) / table.median(figure, other);
    }

    private String text() {
        return ("%,d clicks, measured from %d %% of them on; %d passes each, in turns, every one in a new process;"
                        + " medians (least-most). All results were correct.")
                .formatted(plan.count(), warmUpPercent, rounds);
    }
}
