package io.footfall.benchmarks.code;

import io.footfall.benchmarks.process.Installation;
import io.footfall.benchmarks.process.Project;
import io.footfall.benchmarks.process.Sitting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code benchmarks code}: measures what happens to one click without any server. */
@Command(
        name = "code",
        usageHelpWidth = 110,
        description = {
            "Measures the processor's pure code with JMH: from a record's bytes to what becomes of it, from a URL to the",
            "pattern that forbids it, and what counting a click costs.",
            "Results are written to benchmarks/target/code.md and .json."
        })
public final class CodeCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofHours(1);

    @Parameters(
            paramLabel = "OPTION",
            description = "JMH's own, after --; such as -- -f 1 judge (java -jar benchmarks/jmh/target/jmh.jar -h)")
    private List<String> options = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var project = Project.here();
        var arguments =
                String.join(" ", spec.commandLine().getParent().getParseResult().originalArgs());
        return new Sitting(project, arguments, project.processor()).run(List.of("code"), (part, installation) -> {
            var results = installation.workplace().directory().resolve("jmh.json");
            measure(installation, results);
            return CodeReport.read(results).finding();
        });
    }

    private void measure(Installation installation, Path results) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                installation.project().jmh().toString(),
                "-rf",
                "json",
                "-rff",
                results.toString()));
        command.addAll(options);
        installation.workplace().start("jmh", command, Map.of()).awaitEnd(PATIENCE);
    }
}
