package io.footfall.sandbox;

import io.footfall.sandbox.children.NotReady;
import io.footfall.sandbox.children.PidBook;
import io.footfall.sandbox.console.Console;
import io.footfall.sandbox.data.DataDirectory;
import io.footfall.sandbox.data.NotUsable;
import io.footfall.sandbox.debug.DebugCommand;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The whole system on one machine: takes a command line, runs until it is ended, leaves nothing running. */
@Command(
        name = "sandbox",
        usageHelpWidth = 110,
        description = {
            "Starts Kafka, an InfluxDB-compatible store, a mail server, the four services and visitors.",
            "KAFKA_BOOTSTRAP_SERVERS, INFLUXDB_URL and SMTP_HOST in the environment replace the sandbox's own servers."
        })
public final class Sandbox implements Callable<Integer> {
    private static final int FAILED = 1;

    private final Console console = new Console(System.out, System.err);
    private final Environment environment = new Environment(System.getenv());

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "shows this")
    @SuppressWarnings("UnusedVariable") // picocli itself acts on it
    private boolean help;

    @Mixin
    private Options options;

    private Sandbox() {}

    public static void main(String[] arguments) {
        SandboxLog.nowhere();
        var sandbox = new Sandbox();
        System.exit(new CommandLine(sandbox)
                .addSubcommand(new CommandLine(new DebugCommand(sandbox.console))
                        .addSubcommand(new ReplayCommand(sandbox.environment, project(), sandbox.console)))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var objection = options.objection().or(this::missingFile).or(this::missingService);
        if (objection.isPresent()) {
            console.complain("sandbox: " + objection.get());
            return FAILED;
        }
        try (var data = DataDirectory.open(options.data())) {
            return run(data);
        } catch (NotUsable e) {
            console.complain("sandbox: " + e.getMessage());
            return FAILED;
        }
    }

    private int run(DataDirectory data) throws IOException, InterruptedException {
        for (var leftover : new PidBook(data.pids()).endLeftovers()) {
            console.say("ended " + leftover + ", left behind by a sandbox that was killed");
        }
        // Only now: the ports of what was left behind are free again.
        var takenPort = Ports.objection(portsToOpen());
        if (takenPort.isPresent()) {
            console.complain("sandbox: " + takenPort.get());
            return FAILED;
        }
        if (options.wipe()) {
            data.wipe();
        }
        SandboxLog.into(data.log("sandbox"));
        var system = new LocalSystem(options, environment, data, programs(), console);
        var traffic = new ClickTraffic(options, system.bootstrapServers(), console);
        var ending = Ending.armed(system, traffic, console, options.endWithParent());
        try {
            console.say("starting; logs are in " + data.log("sandbox").getParent());
            system.start();
            AddressTable.lines(options, environment, system.bootstrapServers()).forEach(console::say);
            console.say("READY Ctrl-C ends everything; data stay in " + data.root());
            traffic.start();
            traffic.report();
            return 0;
        } catch (NotReady | ExecutionException | IOException e) {
            ending.failed(e.getMessage());
            return FAILED;
        }
    }

    private Optional<String> missingFile() {
        return options.replay().file().filter(file -> !Files.isReadable(file)).map(file -> file + " cannot be read");
    }

    private Optional<String> missingService() {
        return options.services().stream()
                .flatMap(service -> programs().missing(service).stream()
                        .map(file ->
                                "%s is not built: %s is missing; build it with ./mvnw -DskipTests package, or leave it out with --without=%s"
                                        .formatted(service, file, service)))
                .findFirst();
    }

    private Programs programs() {
        return new Programs(project(), options.preferNative());
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
        options.services().forEach(service -> ports.add(options.ports().of(service)));
        return ports;
    }

    /** The project's root, two directories above what this class was loaded from: sandbox/target. */
    private static Path project() {
        try {
            var origin = Path.of(Sandbox.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return origin.getParent().getParent().getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the sandbox cannot tell where it was loaded from", e);
        }
    }
}
