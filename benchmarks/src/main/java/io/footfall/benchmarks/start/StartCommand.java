package io.footfall.benchmarks.start;

import io.footfall.benchmarks.process.Installation;
import io.footfall.benchmarks.process.Project;
import io.footfall.benchmarks.process.Sitting;
import io.footfall.benchmarks.process.WholeSystem;
import io.footfall.benchmarks.report.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmarks start}: measures how soon services are ready and what they weigh. */
@Command(
        name = "start",
        usageHelpWidth = 110,
        description = {
            "Measures the four services among a real broker and store: size, time from start to ready, memory idle",
            "and after clicks, CPU time a click; on the JVM and, where there are native binaries of all four, natively.",
            "Results are written to benchmarks/target/start.md and .json."
        })
public final class StartCommand implements Callable<Integer> {
    @Option(
            names = "--kinds",
            paramLabel = "KIND",
            split = ",",
            description = "jvm or native (both, if all four services have a native binary)")
    private Set<Kind> kinds;

    @Option(
            names = "--rounds",
            paramLabel = "NUMBER",
            defaultValue = "3",
            description = "how often each kind has its turn (${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--clicks",
            paramLabel = "NUMBER",
            defaultValue = "200000",
            description = "sent in each round (${DEFAULT-VALUE})")
    private int clicks;

    @Option(
            names = "--sample",
            paramLabel = "FILE",
            description =
                    "recorded clicks, one a line, that are sent before the made-up ones, to look at memory between")
    private Path sample;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var project = Project.here();
        var arguments =
                String.join(" ", spec.commandLine().getParent().getParseResult().originalArgs());
        return new Sitting(project, arguments, project.processor())
                .run(List.of("start"), (part, installation) -> finding(installation));
    }

    private Finding finding(Installation installation) throws IOException, InterruptedException {
        var wanted = kinds == null ? available(installation.project()) : EnumSet.copyOf(kinds);
        var builds = new ArrayList<Build>();
        for (var service : WholeSystem.SERVICES) {
            for (var kind : wanted) {
                builds.add(Build.of(installation.project(), service, kind));
            }
        }
        var recorded = sample == null ? Sample.NONE : Sample.read(sample);
        var footprints = new ArrayList<Footprint>();
        for (var number = 1; number <= rounds; number++) {
            for (var kind : wanted) {
                footprints.addAll(new Round(installation, kind, recorded, number).run(clicks));
                System.out.printf("round %d, %s: done%n", number, kind);
            }
        }
        return new StartReport(recorded.size(), clicks, rounds, builds, footprints).finding();
    }

    private static Set<Kind> available(Project project) throws IOException {
        for (var service : WholeSystem.SERVICES) {
            if (project.binary(service).isEmpty()) {
                return EnumSet.of(Kind.JVM);
            }
        }
        return EnumSet.allOf(Kind.class);
    }
}
