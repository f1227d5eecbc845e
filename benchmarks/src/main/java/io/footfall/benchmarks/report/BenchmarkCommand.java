package io.footfall.benchmarks.report;

import io.footfall.benchmarks.process.Project;
import io.footfall.benchmarks.process.Servers;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that runs one benchmark or several, each on servers of its own, and writes a report of each. */
public abstract class BenchmarkCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    /** Starts what a benchmark needs and measures it. */
    @FunctionalInterface
    public interface Benchmark {
        Report run(Servers servers) throws Exception;
    }

    /** What the command line asks for. */
    protected abstract List<Benchmark> benchmarks();

    /** Returns the exit status: 1 if a benchmark has not passed. */
    @Override
    public final Integer call() throws Exception {
        var project = Project.here();
        var arguments = spec.commandLine().getParent().getParseResult().originalArgs();
        var status = 0;
        for (var benchmark : benchmarks()) {
            var conditions = Report.conditions(project, "benchmarks " + String.join(" ", arguments));
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
}
