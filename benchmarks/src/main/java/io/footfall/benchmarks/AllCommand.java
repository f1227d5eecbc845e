package io.footfall.benchmarks;

import io.footfall.benchmarks.process.Project;
import io.footfall.benchmarks.report.Summary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks all}: whatever the README quotes, one after the other. */
@Command(
        name = "all",
        usageHelpWidth = 110,
        description = {
            "Measures all that the README quotes, one after the other, and goes on after what fails: ingest beside its",
            "limit; the processor beside a bare loop and, if it was built, Spark; latency; fan-out; start and weight;",
            "pure code; the processor's memory, and whether it loses anything; how its costs grow.",
            "Results are written to benchmarks/target/all.md and .json too; exit status 1: something did not hold."
        })
final class AllCommand implements Callable<Integer> {
    @Option(
            names = "--quick",
            description =
                    "with so little of everything that figures say only that it works, and without how costs grow")
    private boolean quick;

    @Option(
            names = "--spark-java",
            paramLabel = "FILE",
            description = "a java of JDK 17 to 23 (the one that runs this)")
    private String sparkJava =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** What one command leaves behind, and its command line. */
    private record Step(List<String> findings, List<String> line) {
        static Step of(String findings, String line) {
            return new Step(List.of(findings.split(" ", -1)), List.of(line.split(" ", -1)));
        }

        /** With one argument more, in which there may be blanks. */
        Step with(String argument) {
            var longer = new ArrayList<>(line);
            longer.add(argument);
            return new Step(findings, longer);
        }
    }

    @Override
    public Integer call() throws IOException {
        var project = Project.here();
        var steps = quick ? quickSteps(project) : steps(project);
        var summary = new Summary(
                project.results(),
                steps.stream().flatMap(step -> step.findings().stream()).toList());
        summary.clear();
        var failed = new ArrayList<String>();
        for (var step : steps) {
            System.out.printf("%nbenchmarks %s%n", String.join(" ", step.line()));
            if (Benchmarks.run(step.line().toArray(String[]::new)) != 0) {
                failed.add(String.join(" ", step.line()));
            }
        }
        System.out.println("all: " + summary.write(failed));
        return failed.isEmpty() ? 0 : 1;
    }

    private List<Step> steps(Project project) {
        var steps = new ArrayList<Step>();
        steps.add(Step.of("ingest-compare", "ingest --only=compare --warm-up=30"));
        steps.add(Step.of("processor-cost", "processor --only=cost --clicks=6000000 --warm-up=50 --rounds=5"));
        if (project.hasSpark()) {
            steps.add(Step.of("processor-spark", "processor --only=spark").with("--spark-java=" + sparkJava));
        }
        steps.add(Step.of("latency", "latency --probes=100"));
        steps.add(Step.of("fan-out", "fan-out --seconds=15"));
        steps.add(Step.of("start", "start"));
        steps.add(Step.of("code", "code"));
        steps.add(Step.of("processor-state processor-kills", "processor --only=state,kills"));
        steps.add(Step.of("processor-growth", "processor --only=growth"));
        return steps;
    }

    private List<Step> quickSteps(Project project) {
        var steps = new ArrayList<Step>();
        steps.add(Step.of("ingest-compare", "ingest --only=compare --rounds=1 --seconds=2 --warm-up=2"));
        steps.add(
                project.hasSpark()
                        ? Step.of("processor-spark", "processor --rounds=1 --clicks=1000000 --only=spark")
                                .with("--spark-java=" + sparkJava)
                        : Step.of("processor-cost", "processor --rounds=1 --clicks=6000000 --warm-up=50 --only=cost"));
        steps.add(Step.of("latency", "latency --rates=500 --rounds=1 --probes=20 --warm-up=5"));
        steps.add(Step.of("fan-out", "fan-out --readers=100 --rounds=1 --seconds=5"));
        steps.add(Step.of("start", "start --rounds=1 --clicks=20000"));
        steps.add(Step.of("code", "code -- -f 1 -wi 1 -w 1 -i 1 -r 1"));
        return steps;
    }
}
