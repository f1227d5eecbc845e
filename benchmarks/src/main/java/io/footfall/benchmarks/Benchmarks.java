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

/** Measures what is shipped; takes a command line, says what it found, leaves nothing running. */
@Command(
        name = "benchmarks",
        usageHelpWidth = 110,
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
    /** Held here, because the logging library forgets the level of a logger that nobody holds. */
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    /** It complains of every attempt to reach a broker that was stopped on purpose; what fails for good is told. */
    private static final Logger CONNECTIONS = Logger.getLogger("org.apache.kafka.clients.NetworkClient");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "shows this")
    @SuppressWarnings("UnusedVariable") // picocli itself acts on it
    private boolean help;

    private Benchmarks() {}

    /** Maven does not pass a signal on: what it starts has to see for itself that it has gone. */
    @Option(names = "--end-with-parent", hidden = true)
    void endWithParent(boolean wanted) {
        if (wanted) {
            ProcessHandle.current().parent().ifPresent(parent -> {
                var unused = parent.onExit().thenRun(() -> System.exit(1));
            });
        }
    }

    /** An I/O error's message says what happened; of any other the place matters. */
    private static int explain(Exception failure, CommandLine command, ParseResult given) throws Exception {
        if (failure instanceof IOException) {
            command.getErr().println("benchmarks: " + failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw failure;
    }

    public static void main(String[] arguments) {
        KAFKA.setLevel(Level.WARNING);
        CONNECTIONS.setLevel(Level.SEVERE);
        System.exit(run(arguments));
    }

    /** Runs a command line of its own and returns its exit status. */
    static int run(String... arguments) {
        return new CommandLine(new Benchmarks())
                .setExecutionExceptionHandler(Benchmarks::explain)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments);
    }
}
