package io.footfall.benchmarks.start;

import io.footfall.benchmarks.command.BenchmarkCommand;
import io.footfall.benchmarks.process.FullSystem;
import io.footfall.benchmarks.process.Project;
import io.footfall.benchmarks.process.Servers;
import io.footfall.benchmarks.report.Report;
import io.footfall.benchmarks.report.ResultTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks start}: how soon services are ready, and how large they are. */
@Command(
        name = "start",
        description = {
            "Measures how soon the four services are ready, and how large they are:",
            "size, time from start to ready, memory idle and after clicks, CPU time a click;",
            "on the JVM and, where all four have native binaries, natively.",
            "Results are written to benchmarks/target/start.md and .json."
        })
public final class StartCommand extends BenchmarkCommand {
    @Option(
            names = "--kinds",
            split = ",",
            description = "jvm or native (both, if all four services have a native binary)")
    private Set<ServiceKind> kinds;

    @Option(names = "--rounds", description = "of each kind, in turns (${DEFAULT-VALUE})")
    private int rounds = 3;

    @Option(names = "--clicks", description = "generated in each round (${DEFAULT-VALUE})")
    private int clicks = 200_000;

    @Option(
            names = "--sample",
            paramLabel = "<file>",
            description =
                    "recorded clicks, one a line, that are sent before the generated ones, to measure memory between")
    private Path sample;

    @Override
    public Integer call() throws IOException, InterruptedException {
        return runAll(List.of(this::run));
    }

    private Report run(Servers servers) throws IOException, InterruptedException {
        var wanted = kinds == null ? available(servers.project()) : EnumSet.copyOf(kinds);
        var recorded = sample == null ? List.<String>of() : read(sample);
        var table = new ResultTable("service", "kind");
        for (var round = 1; round <= rounds; round++) {
            for (var kind : wanted) {
                new StartRound(servers, kind, recorded, clicks).run(kind + "-" + round, table);
                System.out.printf("round %d, %s: done%n", round, kind);
            }
        }
        return report(table, recorded.size());
    }

    private static Set<ServiceKind> available(Project project) throws IOException {
        for (var service : FullSystem.SERVICES) {
            if (project.binary(service).isEmpty()) {
                return EnumSet.of(ServiceKind.JVM);
            }
        }
        return EnumSet.allOf(ServiceKind.class);
    }

    private static List<String> read(Path file) throws IOException {
        var clicks = Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .toList();
        if (clicks.isEmpty()) {
            throw new IOException(file + " has no clicks");
        }
        return clicks;
    }

    private Report report(ResultTable table, int recorded) {
        var text = ("%d rounds of each kind, in turns, each with new processes and empty topics; medians (least-most)."
                        + " RSS is resident memory: idle 10 s after all were ready, then after %,d recorded clicks, then after %,d"
                        + " generated ones. CPU time is that of the generated ones.")
                .formatted(rounds, recorded, clicks);
        return new Report("start", text, List.of(table), true);
    }
}
