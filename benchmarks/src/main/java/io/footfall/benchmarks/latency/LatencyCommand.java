package io.footfall.benchmarks.latency;

import io.footfall.benchmarks.process.Installation;
import io.footfall.benchmarks.process.Project;
import io.footfall.benchmarks.process.Sitting;
import io.footfall.benchmarks.report.Finding;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmarks latency}: measures how soon a click is where somebody waits for it. */
@Command(
        name = "latency",
        usageHelpWidth = 110,
        description = {
            "Measures the four services among a real broker and store under a steady load: from a click's post to its",
            "answer, to clicks-cleaned, to the store, to the dashboard's stream and, if it is forbidden, to a webhook.",
            "Results are written to benchmarks/target/latency.md and .json."
        })
public final class LatencyCommand implements Callable<Integer> {
    @Option(
            names = "--rates",
            paramLabel = "NUMBER",
            split = ",",
            defaultValue = "1000,5000",
            description = "clicks a second, one after the other (${DEFAULT-VALUE})")
    private List<Integer> rates;

    @Option(
            names = "--probes",
            paramLabel = "NUMBER",
            defaultValue = "200",
            description = "clicks that are followed to the end, some four a second (${DEFAULT-VALUE})")
    private int probes;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "of load before measuring begins (${DEFAULT-VALUE})")
    private int warmUp;

    @Option(
            names = "--rounds",
            paramLabel = "NUMBER",
            defaultValue = "3",
            description = "of each rate, in turns, with new processes (${DEFAULT-VALUE})")
    private int rounds;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var project = Project.here();
        var arguments =
                String.join(" ", spec.commandLine().getParent().getParseResult().originalArgs());
        return new Sitting(project, arguments, project.processor())
                .run(List.of("latency"), (part, installation) -> finding(installation));
    }

    private Finding finding(Installation installation) throws IOException, InterruptedException {
        var measured = rates.stream()
                .map(rate -> new LatencyReport.Rate(rate, new ArrayList<>()))
                .toList();
        for (var number = 1; number <= rounds; number++) {
            for (var rate : measured) {
                var name = "at-%d-%d".formatted(rate.clicksASecond(), number);
                var round = new Round(name, rate.clicksASecond(), probes, Duration.ofSeconds(warmUp));
                rate.rounds().add(round.run(installation));
                System.out.printf("%,d clicks/s, round %d: done%n", rate.clicksASecond(), number);
            }
        }
        return new LatencyReport(measured).finding();
    }
}
