package io.footfall.benchmarks.processor;

import io.footfall.benchmarks.clicks.ClickPlan;
import io.footfall.benchmarks.command.BenchmarkCommand;
import io.footfall.benchmarks.process.ServerJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
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
            "Results are written to benchmarks/target/processor-*.md and .json. Exit status 1: a check has failed."
        })
public final class ProcessorCommand extends BenchmarkCommand {
    @Option(
            names = "--only",
            paramLabel = "PART",
            split = ",",
            description = "cost, state, growth or spark (the first two, in this order)")
    private Set<ProcessorPart> only = EnumSet.of(ProcessorPart.COST, ProcessorPart.STATE);

    @Option(
            names = "--clicks",
            description =
                    "cost, spark: 4 million; state: 20 million, and 3 of 10 of them with few and with many articles;"
                            + " growth: 4 million, up to 12 times as many, after 3 million more")
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
    private Path sparkJava = ServerJvm.JAVA;

    private enum ProcessorPart {
        COST,
        STATE,
        GROWTH,
        SPARK
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return runAll(EnumSet.copyOf(only).stream().map(this::benchmark).toList());
    }

    private Benchmark benchmark(ProcessorPart part) {
        return switch (part) {
            case COST -> comparison()::withBareLoop;
            case STATE -> servers -> new ScalingBenchmark(seed, rounds(1)).state(servers, clicks(20_000_000));
            case GROWTH -> servers -> new ScalingBenchmark(seed, rounds(1)).growth(servers, clicks(4_000_000));
            case SPARK -> comparison()::withSpark;
        };
    }

    private CostComparison comparison() {
        var plan = ClickPlan.untilNow(seed, clicks(4_000_000), ScalingBenchmark.SOME_ARTICLES, false);
        return new CostComparison(plan, rounds(3), warmUp, sparkJava);
    }

    private long clicks(long byDefault) {
        return clicks == null ? byDefault : clicks;
    }

    private int rounds(int byDefault) {
        return rounds == null ? byDefault : rounds;
    }
}
