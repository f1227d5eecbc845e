package io.footfall.benchmarks.processor;

import static io.footfall.benchmarks.processor.MeasuredProgram.BARE_LOOP;
import static io.footfall.benchmarks.processor.MeasuredProgram.PROCESSOR;
import static io.footfall.benchmarks.processor.MeasuredProgram.SPARK;

import io.footfall.benchmarks.load.ClickPlan;
import io.footfall.benchmarks.process.Project;
import io.footfall.benchmarks.process.Servers;
import io.footfall.benchmarks.report.BenchmarkCommand;
import io.footfall.benchmarks.report.Figures;
import io.footfall.benchmarks.report.Report;
import io.footfall.benchmarks.report.ResultTable;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks processor}: what a click costs the processor, and how much memory it needs. */
@Command(
        name = "processor",
        description = {
            "Measures the processor as it is shipped, with a real broker and generated clicks.",
            "cost: CPU time of the topology, in turns with a bare loop; state: memory after few and after many clicks;",
            "growth: both with more partitions, articles and clicks, when asked for;",
            "spark: CPU time and throughput, in turns with Spark, when asked for and built",
            "(./mvnw -Pspark -DskipTests package).",
            "Exit status 1: a check has failed."
        })
public final class ProcessorCommand extends BenchmarkCommand {
    /** The most that the median CPU time of the topology may be, as a multiple of that of the bare loop. */
    private static final double MOST = 2.0;

    private static final long COMPARED_CLICKS = 4_000_000;
    private static final int COMPARED_ROUNDS = 3;
    private static final List<String> COMPARED = List.of(PassRunner.CPU, PassRunner.CLICKS, PassRunner.FIRST_OUTPUT);

    @Option(
            names = "--only",
            paramLabel = "PART",
            split = ",",
            description = "cost, state, growth or spark (the first two, in this order)")
    private Set<ProcessorPart> only = EnumSet.of(ProcessorPart.COST, ProcessorPart.STATE);

    @Option(
            names = "--clicks",
            description = "cost, spark: 4 million; state: 20 million; growth: 4 million and up to 12 times as many")
    private Long clicks;

    @Option(names = "--rounds", description = "cost, spark: turns of each (3); state, growth: passes of each line (1)")
    private Integer rounds;

    @Option(
            names = "--warm-up",
            paramLabel = "<percent>",
            description = "cost, spark: of the clicks, before measuring begins (${DEFAULT-VALUE})")
    private int warmUp = 25;

    @Option(names = "--seed", description = "of everything that is generated (${DEFAULT-VALUE})")
    private long seed = 20180113;

    @Option(
            names = "--spark-java",
            paramLabel = "<file>",
            description = "spark: a java of JDK 17 to 23 (the one that runs this)")
    private Path sparkJava = Project.JAVA;

    private enum ProcessorPart {
        COST,
        STATE,
        GROWTH,
        SPARK
    }

    @Override
    protected List<Benchmark> benchmarks() {
        return EnumSet.copyOf(only).stream().map(this::benchmark).toList();
    }

    private Benchmark benchmark(ProcessorPart part) {
        return switch (part) {
            case COST -> servers -> costReport(compare(servers, BARE_LOOP, PROCESSOR));
            case STATE -> servers -> new ScalingBenchmark(seed, rounds(1)).state(servers, clicks(20_000_000));
            case GROWTH -> servers -> new ScalingBenchmark(seed, rounds(1)).growth(servers, clicks(4_000_000));
            case SPARK -> servers -> sparkReport(compare(servers, BARE_LOOP, PROCESSOR, SPARK));
        };
    }

    /** Compares what a click costs the processor and other programs that process the same clicks. Their passes alternate. */
    private ResultTable compare(Servers servers, MeasuredProgram... programs) throws Exception {
        var plan = ClickPlan.untilNow(seed, clicks(COMPARED_CLICKS), ScalingBenchmark.SOME_ARTICLES, false);
        var passes = PassRunner.start(servers, "kafka", Servers.PARTITIONS, plan, plan.count() * warmUp / 100);
        var table = new ResultTable("");
        for (var round = 1; round <= rounds(COMPARED_ROUNDS); round++) {
            for (var program : programs) {
                table.add(passes.measure(program, round, sparkJava), program);
            }
        }
        return table;
    }

    Report costReport(ResultTable table) {
        var text = text() + " The ratio of CPU time may be %.1f at most.".formatted(MOST);
        var passed = ratio(table, PassRunner.CPU, PROCESSOR, BARE_LOOP) <= MOST;
        return new Report("processor-cost", text, List.of(table, ratios(table, BARE_LOOP, PROCESSOR)), passed);
    }

    Report sparkReport(ResultTable table) {
        var text = text() + " Spark has two threads and " + MeasuredProgram.SPARK_HEAP
                + ", the others have 256 MB. It cleans and counts 30 s windows; the processor does more.";
        return new Report("processor-spark", text, List.of(table, ratios(table, BARE_LOOP, PROCESSOR, SPARK)), true);
    }

    /** Compares each program with the one before it. */
    private static ResultTable ratios(ResultTable table, MeasuredProgram... programs) {
        var ratios = new ResultTable("");
        for (var next = 1; next < programs.length; next++) {
            var figures = new Figures();
            for (var figure : COMPARED) {
                var ratio = ratio(table, figure, programs[next], programs[next - 1]);
                figures.range("ratio of " + figure, 2, ratio);
            }
            ratios.add(figures, programs[next] + " to " + programs[next - 1]);
        }
        return ratios;
    }

    private static double ratio(ResultTable table, String figure, MeasuredProgram program, MeasuredProgram other) {
        return table.median(figure, program) / table.median(figure, other);
    }

    private String text() {
        return ("%,d clicks, measured from %d %% of them on; %d passes each, in turns, every one in a new process;"
                        + " medians (least-most). All results were correct.")
                .formatted(clicks(COMPARED_CLICKS), warmUp, rounds(COMPARED_ROUNDS));
    }

    private long clicks(long byDefault) {
        return clicks == null ? byDefault : clicks;
    }

    private int rounds(int byDefault) {
        return rounds == null ? byDefault : rounds;
    }
}
