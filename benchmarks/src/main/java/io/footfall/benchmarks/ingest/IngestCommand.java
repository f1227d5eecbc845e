package io.footfall.benchmarks.ingest;

import io.footfall.benchmarks.process.Installation;
import io.footfall.benchmarks.process.Project;
import io.footfall.benchmarks.process.Sitting;
import io.footfall.benchmarks.report.Finding;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmarks ingest}: measures how ingest takes clicks. */
@Command(
        name = "ingest",
        usageHelpWidth = 110,
        description = {
            "Measures POST /clicks of ingest as it is shipped, with a real broker.",
            "compare: beside a server that only answers; stall: the broker stands still; soak: a long time.",
            "Results are written to benchmarks/target/ingest-*.md and .json; exit status 1: something did not hold."
        })
public final class IngestCommand implements Callable<Integer> {
    @Option(
            names = "--only",
            paramLabel = "PART",
            split = ",",
            description = "compare, stall or soak (all of them, in this order)")
    private Set<Part> only = EnumSet.allOf(Part.class);

    @Option(
            names = "--rounds",
            paramLabel = "NUMBER",
            defaultValue = "3",
            description = "compare: how often each has its turn (${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "compare: how long a turn is (${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "least load before the first figure; compare and soak go on, up to four times as long,"
                    + " until the CPU time of a request is steady (${DEFAULT-VALUE})")
    private int warmUp;

    @Option(
            names = "--stall",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "stall: how long the broker stands still (${DEFAULT-VALUE})")
    private int stall;

    @Option(
            names = "--minutes",
            paramLabel = "MINUTES",
            defaultValue = "10",
            description = "soak: how long (${DEFAULT-VALUE})")
    private int minutes;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var project = Project.here();
        var arguments =
                String.join(" ", spec.commandLine().getParent().getParseResult().originalArgs());
        return new Sitting(project, arguments, project.ingest()).run(EnumSet.copyOf(only), this::run);
    }

    private Finding run(Part part, Installation installation) throws IOException, InterruptedException {
        var servers = new IngestServers(installation);
        var warming = new WarmUp(Duration.ofSeconds(warmUp));
        return switch (part) {
            case COMPARE -> new Comparison(warming, rounds, Duration.ofSeconds(seconds)).run(servers);
            case STALL -> new Stall(Duration.ofSeconds(warmUp), Duration.ofSeconds(stall)).run(servers);
            case SOAK -> new Soak(warming, Duration.ofMinutes(minutes)).run(servers);
        };
    }
}
