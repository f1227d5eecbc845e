package io.footfall.benchmarks.fanout;

import io.footfall.benchmarks.process.Project;
import io.footfall.benchmarks.process.Sitting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmarks fan-out}: measures what streams of the dashboard cost, and how soon each reader has what is new. */
@Command(
        name = "fan-out",
        usageHelpWidth = 110,
        description = {
            "Measures the dashboard with more and more readers of its stream, while clicks come in: how soon each has",
            "what is new, and what they cost.",
            "Results are written to benchmarks/target/fan-out.md and .json."
        })
public final class FanOutCommand implements Callable<Integer> {
    @Option(
            names = "--readers",
            paramLabel = "NUMBER",
            split = ",",
            defaultValue = "100,500,1000,2000,5000",
            description = "at the same time, one number after the other (${DEFAULT-VALUE})")
    private List<Integer> readers;

    @Option(
            names = "--seconds",
            paramLabel = "NUMBER",
            defaultValue = "60",
            description = "for each number of readers (${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--rounds",
            paramLabel = "NUMBER",
            defaultValue = "3",
            description = "with each number of readers, in turns (${DEFAULT-VALUE})")
    private int rounds;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var project = Project.here();
        var arguments =
                String.join(" ", spec.commandLine().getParent().getParseResult().originalArgs());
        return new Sitting(project, arguments, project.jar("dashboard"))
                .run(List.of("fan-out"), (part, installation) -> new FanOut(
                                readers, rounds, Duration.ofSeconds(seconds))
                        .run(installation));
    }
}
