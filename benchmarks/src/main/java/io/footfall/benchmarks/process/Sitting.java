package io.footfall.benchmarks.process;

import io.footfall.benchmarks.report.Conditions;
import io.footfall.benchmarks.report.Finding;
import io.footfall.benchmarks.report.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;

/**
 * Runs parts of a benchmark one after the other, each on servers of its own, and reports each as soon as it is known.
 *
 * @param arguments of the command line
 * @param service the jar of the service that is measured
 */
public record Sitting(Project project, String arguments, Path service) {
    /** Returns the exit status: 1 if something that must hold did not. */
    public <P> int run(Collection<P> parts, Measurement<P> measurement) throws IOException, InterruptedException {
        var versions = project.versions(service);
        var status = 0;
        for (var part : parts) {
            var conditions = Conditions.now(project.root(), "benchmarks " + arguments, ServerJvm.FLAGS, versions);
            var finding = run(part, measurement);
            var file = new Results(project.results(), conditions).write(finding);
            System.out.printf("%n%s%n%s: %s%n", finding.markdown(), part, file);
            status = finding.sound() ? status : 1;
        }
        return status;
    }

    private <P> Finding run(P part, Measurement<P> measurement) throws IOException, InterruptedException {
        try (var workplace = Workplace.in(project.results())) {
            return measurement.run(part, new Installation(project, workplace));
        }
    }

    /** What a part does. */
    @FunctionalInterface
    public interface Measurement<P> {
        Finding run(P part, Installation installation) throws IOException, InterruptedException;
    }
}
