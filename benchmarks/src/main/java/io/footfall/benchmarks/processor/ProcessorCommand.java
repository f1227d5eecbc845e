package io.footfall.benchmarks.processor;

import io.footfall.benchmarks.clicks.ClickPlan;
import io.footfall.benchmarks.process.Installation;
import io.footfall.benchmarks.process.Project;
import io.footfall.benchmarks.process.Sitting;
import io.footfall.benchmarks.report.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmarks processor}: measures what becomes of clicks. */
@Command(
        name = "processor",
        usageHelpWidth = 110,
        description = {
            "Measures the processor as it is shipped, with a real broker and made-up clicks.",
            "cost: CPU time of the topology beside a bare loop; state: memory after little and after much;",
            "growth: both with more partitions, articles and clicks, when asked for;",
            "kills: nothing lost and nothing twice, whoever is killed;",
            "spark: CPU time and throughput beside Spark, when asked for and built (./mvnw -Pspark -DskipTests package).",
            "Results are written to benchmarks/target/processor-*.md and .json; exit status 1: something did not hold."
        })
public final class ProcessorCommand implements Callable<Integer> {
    private static final int SOME_ARTICLES = 5_000;
    private static final int FEW_ARTICLES = 10;
    private static final int MANY_ARTICLES = 5_000_000;
    /** Before its end a compiler has done what it will do. */
    private static final int GROWTH_WARM_UP = 3_000_000;

    @Option(
            names = "--only",
            paramLabel = "PART",
            split = ",",
            description = "cost, state, kills, growth or spark (the first three, in this order)")
    private Set<Part> only = EnumSet.of(Part.COST, Part.STATE, Part.KILLS);

    @Option(
            names = "--clicks",
            paramLabel = "NUMBER",
            description =
                    "in the log (cost, spark: 4 million; state: 20 million, and 3 of 10 of them with few and with many articles;"
                            + " kills: 1 million for each victim; growth: 4 million, up to 12 times as many, after 3 million more)")
    private Long clicks;

    @Option(
            names = "--rounds",
            paramLabel = "NUMBER",
            description = "cost, spark: how often each has its turn (3); growth: how often each log is read (1)")
    private Integer rounds;

    @Option(
            names = "--warm-up",
            paramLabel = "PERCENT",
            defaultValue = "25",
            description = "cost, spark: of the log, before measuring begins (${DEFAULT-VALUE})")
    private int warmUp;

    @Option(
            names = "--kills",
            paramLabel = "NUMBER",
            defaultValue = "5",
            description = "kills: of processor, store and broker each (${DEFAULT-VALUE})")
    private int kills;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "20180113",
            description = "of all that is made up (${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--profile", description = "cost: has the processor recorded, in benchmarks/target/processor-*.jfr")
    private boolean profile;

    @Option(
            names = "--spark-java",
            paramLabel = "FILE",
            description = "spark: a java of JDK 17 to 23 (the one that runs this)")
    private Path sparkJava = Path.of(System.getProperty("java.home"), "bin", "java");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var project = Project.here();
        var arguments =
                String.join(" ", spec.commandLine().getParent().getParseResult().originalArgs());
        return new Sitting(project, arguments, project.processor()).run(EnumSet.copyOf(only), this::run);
    }

    private Finding run(Part part, Installation installation) throws IOException, InterruptedException {
        var servers = new ProcessorServers(installation);
        return switch (part) {
            case COST ->
                new Cost(plan(clicks(4_000_000), SOME_ARTICLES, false), rounds(3), warmUp / 100.0, profile)
                        .run(servers);
            case STATE -> state().run(servers);
            case GROWTH -> growth().run(servers);
            case SPARK ->
                new AgainstSpark(plan(clicks(4_000_000), SOME_ARTICLES, false), rounds(3), warmUp / 100.0, sparkJava)
                        .run(servers);
            case KILLS -> new Kills(plan(clicks(1_000_000), SOME_ARTICLES, false), kills).run(servers);
        };
    }

    private State state() {
        var many = clicks(20_000_000);
        var fewer = many * 3 / 10;
        return new State(
                plan(many, SOME_ARTICLES, false), plan(fewer, FEW_ARTICLES, true), plan(fewer, MANY_ARTICLES, true));
    }

    private Growth growth() {
        var some = clicks(4_000_000);
        var logs = new ArrayList<Growth.Log>();
        for (var partitions : List.of(1, 2, 4, 8, 32)) {
            logs.add(new Growth.Log(partitions, plan(some + GROWTH_WARM_UP, SOME_ARTICLES, false)));
        }
        for (var articles : List.of(FEW_ARTICLES, MANY_ARTICLES / 50, MANY_ARTICLES)) {
            logs.add(new Growth.Log(Installation.PARTITIONS, plan(some * 3 / 2 + GROWTH_WARM_UP, articles, true)));
        }
        for (var share : List.of(0.25, 2.5, 12.5)) {
            var clicks = (long) (some * share) + GROWTH_WARM_UP;
            logs.add(new Growth.Log(Installation.PARTITIONS, plan(clicks, SOME_ARTICLES, false)));
        }
        return new Growth(logs, rounds(1), GROWTH_WARM_UP);
    }

    private long clicks(long byDefault) {
        return clicks == null ? byDefault : clicks;
    }

    private int rounds(int byDefault) {
        return rounds == null ? byDefault : rounds;
    }

    private ClickPlan plan(long count, int articles, boolean evenly) {
        return new ClickPlan(seed, count, ClickPlan.firstTimeFor(count, System.currentTimeMillis()), articles, evenly);
    }
}
