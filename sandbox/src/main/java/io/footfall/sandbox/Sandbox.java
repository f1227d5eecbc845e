package io.footfall.sandbox;

import io.footfall.sandbox.children.NotReadyException;
import io.footfall.sandbox.children.PidFiles;
import io.footfall.sandbox.console.Console;
import io.footfall.sandbox.console.FailureText;
import io.footfall.sandbox.data.DataDirectory;
import io.footfall.sandbox.data.DataDirectoryException;
import io.footfall.sandbox.debug.DebugCommand;
import io.footfall.sandbox.services.InstalledPrograms;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** Runs the whole system on one machine until it is stopped, and leaves no process behind. */
@Command(
        name = "sandbox",
        usageHelpWidth = 110,
        description = {
            "Starts Kafka, an InfluxDB-compatible store, a mail server, the four services and simulated visitors.",
            "Set KAFKA_BOOTSTRAP_SERVERS, INFLUXDB_URL or SMTP_HOST to use your own servers instead."
        })
public final class Sandbox implements Callable<Integer> {
    private static final int FAILED = 1;

    private final Console console = new Console(System.out, System.err);
    private final Environment environment = new Environment(System.getenv());

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "show this help")
    @SuppressWarnings("UnusedVariable") // picocli itself acts on it
    private boolean help;

    @Mixin
    private Options options;

    private Sandbox() {}

    public static void main(String[] arguments) {
        SandboxLog.discard();
        var sandbox = new Sandbox();
        System.exit(new CommandLine(sandbox)
                .addSubcommand(new CommandLine(new DebugCommand(sandbox.console, System.getenv()))
                        .addSubcommand(new ReplayCommand(sandbox.environment, project(), sandbox.console)))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(sandbox::explain)
                .execute(arguments));
    }

    /** Prints one line for a failure of a file, a connection or a program. Anything else is a bug with a stack trace. */
    private int explain(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        if (failure instanceof IOException) {
            console.printError(command.getCommandName() + ": " + FailureText.of(failure));
            return FAILED;
        }
        throw failure;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var error = options.error().or(environment::error).or(this::missingService);
        if (error.isPresent()) {
            console.printError("sandbox: " + error.get());
            return FAILED;
        }
        try (var data = DataDirectory.open(options.data())) {
            return run(data);
        } catch (DataDirectoryException e) {
            console.printError("sandbox: " + FailureText.of(e));
            return FAILED;
        }
    }

    private int run(DataDirectory data) throws IOException, InterruptedException {
        for (var leftover : new PidFiles(data.pids()).stopLeftovers()) {
            console.print("stopped " + leftover + ", which a killed sandbox had left running");
        }
        // Only now: stopping leftovers frees their ports.
        var portError = Ports.error(portsToOpen());
        if (portError.isPresent()) {
            data.discardIfNew();
            console.printError("sandbox: " + portError.get());
            return FAILED;
        }
        if (options.wipe()) {
            data.wipe();
        }
        SandboxLog.toFile(data.log("sandbox"));
        var system = new LocalSystem(options, environment, data, programs(), console);
        var traffic = new ClickTraffic(options, system.bootstrapServers(), console);
        var shutdown = ShutdownSignal.handle(system, traffic, console, options.exitWithParent());
        try {
            console.print("starting; logs are in " + data.log("sandbox").getParent());
            system.start();
            AddressTable.lines(options, environment, system.bootstrapServers(), data.mail())
                    .forEach(console::print);
            console.print("READY Ctrl-C stops everything; data stay in " + data.root());
            traffic.start(shutdown::failed);
            traffic.report();
            return 0;
        } catch (NotReadyException | IOException e) {
            shutdown.failed(FailureText.of(e));
            return FAILED;
        } catch (RuntimeException e) {
            shutdown.failed("a bug: " + e);
            throw e;
        }
    }

    private Optional<String> missingService() {
        return options.services().stream()
                .flatMap(service -> programs().missing(service).stream()
                        .map(file ->
                                "%s has not been built: %s is missing; build it with ./mvnw -DskipTests package, or use --without=%s"
                                        .formatted(service, file, service)))
                .findFirst();
    }

    private InstalledPrograms programs() {
        return new InstalledPrograms(project(), options.preferNative());
    }

    private List<Port> portsToOpen() {
        var ports = new ArrayList<Port>();
        if (environment.kafka().isEmpty()) {
            ports.add(options.ports().kafka());
        }
        if (environment.store().isEmpty()) {
            ports.add(options.ports().store());
            ports.add(options.ports().console());
        }
        if (environment.mail().isEmpty()) {
            ports.add(options.ports().smtp());
        }
        for (var service : options.services()) {
            ports.add(options.ports().of(service));
            ports.add(options.ports().managementOf(service));
        }
        return ports;
    }

    /** The root directory of the project: this class is in sandbox/target. */
    private static Path project() {
        try {
            var origin = Path.of(Sandbox.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return origin.getParent().getParent().getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the location of sandbox.jar is not a path", e);
        }
    }
}
