package io.footfall.benchmarks.command;

import io.footfall.benchmarks.process.Project;
import io.footfall.benchmarks.process.ServerJvm;
import io.footfall.benchmarks.process.Servers;
import io.footfall.benchmarks.report.Conditions;
import io.footfall.benchmarks.report.Report;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that runs one benchmark or several, each on servers of its own, and writes a report of each. */
public abstract class BenchmarkCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    /** Returns the exit status: 1 if a benchmark has not passed. */
    protected final int runAll(List<Benchmark> benchmarks) throws IOException, InterruptedException {
        var project = Project.here();
        var arguments = spec.commandLine().getParent().getParseResult().originalArgs();
        var commandLine = "benchmarks " + String.join(" ", arguments);
        var status = 0;
        for (var benchmark : benchmarks) {
            var conditions = Conditions.now(project.root(), commandLine, ServerJvm.FLAGS, project.libraries());
            Report report;
            try (var servers = new Servers(project)) {
                report = benchmark.run(servers);
            }
            var file = report.write(project.target(), conditions);
            System.out.printf("%n%s%n%s: %s%n", report.markdown(), report.name(), file);
            status = report.passed() ? status : 1;
        }
        return status;
    }

    /** Starts what it needs and measures it. */
    @FunctionalInterface
    public interface Benchmark {
        Report run(Servers servers) throws IOException, InterruptedException;
    }
}
