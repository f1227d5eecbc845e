package io.footfall.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.footfall.events.Json;
import io.footfall.events.topics.Topics;
import io.footfall.sandbox.children.NotReadyException;
import io.footfall.sandbox.children.PidFiles;
import io.footfall.sandbox.console.Console;
import io.footfall.sandbox.console.FailureText;
import io.footfall.sandbox.data.DataDirectory;
import io.footfall.sandbox.data.DataDirectoryException;
import io.footfall.sandbox.debug.DebugCommand;
import io.footfall.sandbox.services.InstalledPrograms;
import io.footfall.sandbox.services.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Builds a second serving version from the topic of clicks, and prints its progress and its differences. */
@Command(
        name = "replay",
        description = {
            "Starts a second processor on the Kafka of a running sandbox, until Ctrl-C. It builds serving version VERSION.",
            "Settings that differ come from the environment, such as FOOTFALL_PROCESSOR_MARKET=BE.",
            "To delete the version: java -jar processor/target/quarkus-app/quarkus-run.jar drop VERSION"
        })
final class ReplayCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int BUSY = 409;
    private static final long POLL_MILLIS = 1_000;

    private final Environment environment;
    private final Path project;
    private final Console console;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @ParentCommand
    private DebugCommand debug;

    @Parameters(paramLabel = "VERSION", description = "lower-case letters and digits, such as v2")
    private String version;

    @Option(
            names = "--with",
            paramLabel = "VERSION",
            defaultValue = "unversioned",
            description = "the version to compare with (${DEFAULT-VALUE}: the version without a suffix)")
    private String with;

    @Option(names = "--data", paramLabel = "DIR", description = "directory of its store and logs (.footfall-VERSION)")
    private Path directory;

    @Option(
            names = "--native",
            description = "run the native binary of the processor if ./mvnw -Dnative package has built it")
    private boolean preferNative;

    ReplayCommand(Environment environment, Path project, Console console) {
        this.environment = environment;
        this.project = project;
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var programs = new InstalledPrograms(project, preferNative);
        var missing = programs.missing(Service.PROCESSOR);
        if (version.isEmpty() || missing.isPresent()) {
            return failed(
                    version.isEmpty()
                            ? "VERSION is missing"
                            : missing.get() + " is missing; build it with ./mvnw -DskipTests package");
        }
        try {
            new Topics(version);
        } catch (IllegalArgumentException e) {
            return failed(e.getMessage());
        }
        var dataPath = directory == null ? Path.of(Options.DEFAULT_DATA + "-" + version) : directory;
        try (var data = DataDirectory.open(dataPath)) {
            new PidFiles(data.pids()).stopLeftovers();
            SandboxLog.toFile(data.log("replay"));
            var program = programs.command(Service.PROCESSOR);
            return run(new SecondServingVersion(
                    version, with, environment, debug.bootstrapServers(), data, program, console));
        } catch (DataDirectoryException | NotReadyException e) {
            return failed(FailureText.of(e));
        }
    }

    private int run(SecondServingVersion second) throws IOException, InterruptedException, NotReadyException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(second), "shutdown"));
        console.print("starting " + version + " at the first record of topic clicks");
        var addresses = second.start();
        awaitSettled(addresses.processor().resolve("/replay"));
        console.print(difference(addresses.processor().resolve("/replay/diff?with=" + with)));
        console.print(
                "SERVING %s until Ctrl-C; its processor is at %s, its health and metrics are at %s, its points are at %s"
                        .formatted(version, addresses.processor(), addresses.management(), addresses.store()));
        Thread.currentThread().join();
        return 0;
    }

    private void awaitSettled(URI progress) throws InterruptedException {
        var printed = "";
        for (var settled = false; !settled; Thread.sleep(POLL_MILLIS)) {
            var now = read(progress);
            settled = now.path("settled").asBoolean();
            var line = line(now);
            if (now.has("share") && !line.equals(printed)) {
                console.print(line);
                printed = line;
            }
        }
    }

    /** Missing while the processor is down: its supervisor prints a message and starts it again. */
    private JsonNode read(URI progress) throws InterruptedException {
        try {
            return Json.MAPPER.readTree(get(progress, "application/json").body());
        } catch (IOException gone) {
            return MissingNode.getInstance();
        }
    }

    private String line(JsonNode progress) {
        var place = String.format(
                Locale.ROOT,
                "%s: %.1f %% (%,d of %,d clicks)",
                version,
                progress.path("share").asDouble() * 100,
                progress.path("clicks_done").asLong(),
                progress.path("clicks_to_do").asLong());
        return progress.path("caught_up").asBoolean() ? place + "; waiting for its last windows to close" : place;
    }

    /** Waits while another comparison runs: the processor does one at a time. */
    private String difference(URI address) throws IOException, InterruptedException {
        var answer = get(address, "text/plain");
        while (answer.statusCode() == BUSY) {
            Thread.sleep(POLL_MILLIS);
            answer = get(address, "text/plain");
        }
        return answer.body();
    }

    private HttpResponse<String> get(URI address, String type) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address)
                .version(HttpClient.Version.HTTP_1_1)
                .header("Accept", type)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Halts, because the JVM would exit with 128 + the signal, and a requested exit is no failure. */
    private void stop(SecondServingVersion second) {
        try {
            second.stop();
            console.print("stopped");
            Runtime.getRuntime().halt(0);
        } catch (InterruptedException e) {
            console.printError("replay: interrupted while stopping; some processes may still run");
            Runtime.getRuntime().halt(FAILED);
        }
    }

    private int failed(String reason) {
        console.printError("replay: " + reason);
        return FAILED;
    }
}
