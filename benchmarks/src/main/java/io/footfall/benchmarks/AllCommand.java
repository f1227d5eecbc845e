package io.footfall.benchmarks;

import io.footfall.benchmarks.process.Project;
import io.footfall.benchmarks.process.ServerJvm;
import io.footfall.benchmarks.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks all}: everything that the documentation quotes, one after the other. */
@Command(
        name = "all",
        description = {
            "Measures everything that the documentation quotes, and continues after a failure:",
            "ingest in turns with its limit; the processor in turns with a bare loop and, if it was built, Spark;",
            "latency; fan-out; start and size; code without servers; the processor's memory; how its costs grow.",
            "Results are written to benchmarks/target/all.md and .json too. Exit status 1: a command has failed."
        })
final class AllCommand implements Callable<Integer> {
    private static final List<String> REPORTS = List.of(
            "ingest-compare",
            "processor-cost",
            "processor-spark",
            "latency",
            "fan-out",
            "start",
            "code",
            "processor-state",
            "processor-growth");
    private static final String SPARK = "processor --only=spark";
    private static final List<String> LINES = List.of(
            "ingest --only=compare --warm-up=30",
            "processor --only=cost --clicks=6000000 --warm-up=50 --rounds=5",
            SPARK,
            "latency --probes=100",
            "fan-out --seconds=15",
            "start",
            "code",
            "processor --only=state",
            "processor --only=growth");
    private static final List<String> QUICK_LINES = List.of(
            "ingest --only=compare --rounds=1 --seconds=2 --warm-up=2",
            "processor --only=cost --rounds=1 --clicks=6000000 --warm-up=50",
            SPARK + " --rounds=1 --clicks=1000000",
            "latency --rates=500 --rounds=1 --probes=20 --warm-up=5",
            "fan-out --readers=100 --rounds=1 --seconds=5",
            "start --rounds=1 --clicks=20000",
            "code -- -f 1 -wi 1 -w 1 -i 1 -r 1");

    @Option(names = "--quick", description = "whether it works here: so little of everything that figures mean nothing")
    private boolean quick;

    @Option(
            names = "--spark-java",
            paramLabel = "<file>",
            description = "a java of JDK 17 to 23 (the one that runs this)")
    private Path sparkJava = ServerJvm.JAVA;

    @Override
    public Integer call() throws IOException {
        var project = Project.here();
        Report.delete(project.target(), REPORTS);
        var failed = new ArrayList<String>();
        for (var line : quick ? QUICK_LINES : LINES) {
            var arguments = new ArrayList<>(List.of(line.split(" ")));
            if (line.startsWith(SPARK)) {
                arguments.add("--spark-java=" + sparkJava);
            }
            if (!line.startsWith(SPARK) || project.hasSpark()) {
                System.out.printf("%nbenchmarks %s%n", line);
                if (Benchmarks.run(arguments.toArray(String[]::new)) != 0) {
                    failed.add(line);
                }
            }
        }
        System.out.println("all: " + Report.summarize(project.target(), REPORTS, failed));
        return failed.isEmpty() ? 0 : 1;
    }
}
