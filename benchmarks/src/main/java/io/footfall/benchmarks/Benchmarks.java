package io.footfall.benchmarks;

import io.footfall.benchmarks.code.CodeCommand;
import io.footfall.benchmarks.fanout.FanOutCommand;
import io.footfall.benchmarks.ingest.IngestCommand;
import io.footfall.benchmarks.latency.LatencyCommand;
import io.footfall.benchmarks.processor.ProcessorCommand;
import io.footfall.benchmarks.start.StartCommand;
import java.io.IOException;
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
        description = "Measures the services as they are shipped, on this machine, over loopback.",
        subcommands = {
            IngestCommand.class,
            ProcessorCommand.class,
            LatencyCommand.class,
            FanOutCommand.class,
            StartCommand.class,
            CodeCommand.class,
            AllCommand.class
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

    private Benchmarks() {}

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
