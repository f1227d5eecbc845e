package io.footfall.benchmarks;

import io.footfall.benchmarks.fanout.FanOutCommand;
import io.footfall.benchmarks.fanout.IdleCommand;
import io.footfall.benchmarks.ingest.IngestCommand;
import io.footfall.benchmarks.latency.LatencyCommand;
import io.footfall.benchmarks.process.Project;
import io.footfall.benchmarks.processor.ProcessorCommand;
import io.footfall.benchmarks.store.StoreCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The command line: each command measures something, writes a report and leaves nothing running. */
@Command(
        name = "benchmarks",
        description = {
            "Measures the services as they are shipped, on this machine, over loopback.",
            "Each command writes its report to benchmarks/target."
        },
        subcommands = {
            IngestCommand.class,
            ProcessorCommand.class,
            StoreCommand.class,
            LatencyCommand.class,
            FanOutCommand.class,
            IdleCommand.class,
            StartCommand.class,
            CodeCommand.class
        })
public final class Benchmarks {
    /** Held here: java.util.logging drops the level of a logger that is garbage collected. */
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    /** Logs topics that are not known yet as errors; a final failure is thrown anyway. */
    private static final Logger KAFKA_ADMIN = Logger.getLogger("org.apache.kafka.clients.admin.internals");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "shows this")
    @SuppressWarnings("UnusedVariable") // picocli itself acts on it
    private boolean help;

    private static final String SPARK = "processor --only=spark";
    private static final List<String> LINES = List.of(
            "ingest --warm-up=30",
            "processor --only=cost --clicks=6000000 --warm-up=50 --rounds=5",
            SPARK,
            "latency --probes=100",
            "store",
            "fan-out --seconds=15",
            "idle",
            "start",
            "code",
            "processor --only=state",
            "processor --only=growth");
    private static final List<String> QUICK_LINES = List.of(
            "ingest --rounds=1 --seconds=2 --warm-up=2",
            "processor --only=cost --rounds=1 --clicks=6000000 --warm-up=50",
            SPARK + " --rounds=1 --clicks=1000000",
            "latency --rates=500 --rounds=1 --probes=20 --warm-up=5",
            "store --rounds=1 --clicks=200000",
            "fan-out --readers=100 --rounds=1 --seconds=5",
            "idle --warm-up=5 --seconds=5",
            "start --rounds=1 --clicks=20000",
            "code -- -f 1 -wi 1 -w 1 -i 1 -r 1");

    private Benchmarks() {}

    /** Runs one command line after the other. */
    @Command(
            name = "all",
            description = {
                "Measures everything that the documentation quotes, and continues after a failure.",
                "Results are in benchmarks/target/all.md too. Exit status 1: a command has failed."
            })
    int all(
            @Option(names = "--quick", description = "checks that it works here; figures mean nothing") boolean quick,
            @Option(names = "--spark-java", description = "a java of JDK 17 to 23 (this one)") Path sparkJava)
            throws IOException {
        var project = Project.here();
        var all = new StringBuilder("# What was measured\n");
        var status = 0;
        for (var line : quick ? QUICK_LINES : LINES) {
            var arguments = new ArrayList<>(List.of(line.split(" ")));
            if (line.startsWith(SPARK) && sparkJava != null) {
                arguments.add("--spark-java=" + sparkJava);
            }
            if (!line.startsWith(SPARK) || project.hasSpark()) {
                status |= run(project.target().resolve(reportOf(line)), arguments, all);
                Files.writeString(project.target().resolve("all.md"), all);
            }
        }
        return status;
    }

    /** Appends the report, if there is one, and returns the exit status. */
    private static int run(Path report, List<String> arguments, StringBuilder all) throws IOException {
        var line = String.join(" ", arguments);
        System.out.printf("%nbenchmarks %s%n", line);
        Files.deleteIfExists(report);
        var status = run(arguments.toArray(String[]::new));
        all.append("\n## ").append(line).append(status == 0 ? "\n\n" : "\n\n**Failed.**\n\n");
        all.append(Files.exists(report) ? Files.readString(report) : "");
        return status;
    }

    /** The report of {@code processor --only=cost} is {@code processor-cost.md}. */
    static String reportOf(String line) {
        return line.replace(" --only=", "-").replaceFirst(" .*|$", ".md");
    }

    /** Maven does not forward signals: a program that it starts has to detect itself that its parent has ended. */
    @Option(names = "--end-with-parent", hidden = true)
    void endWithParent(boolean wanted) {
        if (wanted) {
            ProcessHandle.current().parent().ifPresent(parent -> {
                var unused = parent.onExit().thenRun(() -> System.exit(1));
            });
        }
    }

    /** The message of an I/O error says what has happened; of any other the place matters. */
    private static int explain(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        if (failure instanceof IOException) {
            command.getErr().println("benchmarks: " + failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw failure;
    }

    public static void main(String[] arguments) {
        KAFKA.setLevel(Level.WARNING);
        KAFKA_ADMIN.setLevel(Level.OFF);
        System.exit(run(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Benchmarks())
                .setUsageHelpWidth(110)
                .setExecutionExceptionHandler(Benchmarks::explain)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** Returns the exit status of a command line. */
    static int run(String... arguments) {
        return commandLine().execute(arguments);
    }
}
