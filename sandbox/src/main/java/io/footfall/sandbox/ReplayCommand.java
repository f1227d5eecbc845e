package io.footfall.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.footfall.events.Json;
import io.footfall.events.topics.Topics;
import io.footfall.sandbox.children.NotReady;
import io.footfall.sandbox.children.PidBook;
import io.footfall.sandbox.console.Console;
import io.footfall.sandbox.data.DataDirectory;
import io.footfall.sandbox.data.NotUsable;
import io.footfall.sandbox.debug.DebugCommand;
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

/** Builds a serving version from the log of a running sandbox, says how far it is and how it differs, and serves it. */
@Command(
        name = "replay",
        description = {
            "Builds serving version VERSION beside that of a running sandbox, until Ctrl-C; then drop it with",
            "java -jar processor/target/quarkus-app/quarkus-run.jar drop VERSION.",
            "The environment says what is different in it, such as FOOTFALL_PROCESSOR_MARKET=BE."
        })
final class ReplayCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int BUSY = 409;
    private static final long MILLIS_BETWEEN_LOOKS = 1_000;

    private final Environment environment;
    private final Path project;
    private final Console console;
    private final HttpClient http = HttpClient.newHttpClient();

    @ParentCommand
    private DebugCommand debug;

    @Parameters(paramLabel = "VERSION", description = "lower-case letters and digits, such as v2")
    private String version;

    @Option(
            names = "--with",
            paramLabel = "VERSION",
            defaultValue = "unversioned",
            description = "what it is compared with (${DEFAULT-VALUE}: the one without a suffix)")
    private String with;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "where its store and logs are kept (.footfall-VERSION in the current directory)")
    private Path directory;

    @Option(
            names = "--native",
            description = "runs the processor as a native binary where ./mvnw -Dnative package has built it")
    private boolean preferNative;

    ReplayCommand(Environment environment, Path project, Console console) {
        this.environment = environment;
        this.project = project;
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var programs = new Programs(project, preferNative);
        var missing = programs.missing(Service.PROCESSOR);
        if (version.isEmpty() || missing.isPresent()) {
            return failed(
                    version.isEmpty() ? "name a version" : missing.get() + " is missing: build the processor first");
        }
        try {
            new Topics(version);
        } catch (IllegalArgumentException e) {
            return failed(e.getMessage());
        }
        var kept = directory == null ? Path.of(Options.DEFAULT_DATA + "-" + version) : directory;
        try (var data = DataDirectory.open(kept)) {
            new PidBook(data.pids()).endLeftovers();
            SandboxLog.into(data.log("replay"));
            var program = programs.command(Service.PROCESSOR);
            return run(new SecondLayer(version, with, environment, debug.bootstrapServers(), data, program, console));
        } catch (NotUsable | NotReady e) {
            return failed(e.getMessage());
        }
    }

    private int run(SecondLayer layer) throws IOException, InterruptedException, NotReady {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(layer), "ending"));
        console.say("starting " + version + " from the beginning of clicks");
        var addresses = layer.start();
        awaitSettled(addresses.processor().resolve("/replay"));
        console.say(difference(addresses.processor().resolve("/replay/diff?with=" + with)));
        console.say("SERVING %s until Ctrl-C; its processor is at %s, its points are at %s"
                .formatted(version, addresses.processor(), addresses.store()));
        Thread.currentThread().join();
        return 0;
    }

    private void awaitSettled(URI progress) throws InterruptedException {
        var told = "";
        for (var settled = false; !settled; Thread.sleep(MILLIS_BETWEEN_LOOKS)) {
            var now = look(progress);
            settled = now.path("settled").asBoolean();
            var line = line(now);
            if (now.has("share") && !line.equals(told)) {
                console.say(line);
                told = line;
            }
        }
    }

    /** Nothing, if the processor has just ended: it is started again, and its supervisor says so. */
    private JsonNode look(URI progress) throws InterruptedException {
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

    /** The processor makes a report by itself too, and one at a time. */
    private String difference(URI address) throws IOException, InterruptedException {
        var answer = get(address, "text/plain");
        while (answer.statusCode() == BUSY) {
            Thread.sleep(MILLIS_BETWEEN_LOOKS);
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

    /** The JVM would exit with 128 + the signal; to be asked to end is no failure. */
    private void end(SecondLayer layer) {
        try {
            layer.stop();
            console.say("ended");
            Runtime.getRuntime().halt(0);
        } catch (InterruptedException e) {
            console.complain("replay: interrupted while ending; something may still run");
            Runtime.getRuntime().halt(FAILED);
        }
    }

    private int failed(String why) {
        console.complain("replay: " + why);
        return FAILED;
    }
}
