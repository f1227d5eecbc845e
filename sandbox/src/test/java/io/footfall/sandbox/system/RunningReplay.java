package io.footfall.sandbox.system;

import static io.footfall.testing.Patience.PATIENCE;

import io.footfall.sandbox.RunningSandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** Runs {@code debug replay} beside a sandbox, and commands of the processor's jar. */
final class RunningReplay implements AutoCloseable {
    private static final Pattern SERVING =
            Pattern.compile("SERVING \\w+ .* is at (http\\S+), .* are at (http\\S+), .* are at (http\\S+)");

    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();

    private RunningReplay(Process process) {
        this.process = process;
    }

    /** Output and exit status of a command. */
    record Done(int status, String said) {}

    static RunningReplay start(RunningSandbox sandbox, String version, Path data, Map<String, String> environment)
            throws IOException {
        var command = new ArrayList<>(List.of(ServiceProgram.java(), "-Xmx64m", "-jar", "target/sandbox.jar", "debug"));
        command.addAll(List.of("--kafka-port=" + sandbox.port("kafka"), "replay", version, "--data=" + data));
        command.addAll(RunningSandbox.nativeFlag());
        var replay = new RunningReplay(process(command, environment).start());
        var reader = new Thread(replay::readOutput, "replay-output");
        reader.setDaemon(true);
        reader.start();
        return replay;
    }

    /** Runs {@code drop} with the settings of the sandbox's processor. */
    static Done drop(RunningSandbox sandbox, String version) throws IOException, InterruptedException {
        var environment = Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                sandbox.bootstrapServers(),
                "INFLUXDB_URL",
                sandbox.address("store").toString());
        var command = new ArrayList<>(ServiceProgram.command("processor", "-Xmx64m"));
        command.addAll(List.of("drop", version));
        var process = process(command, environment).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Done(process.waitFor(), said);
    }

    private static ProcessBuilder process(List<String> command, Map<String, String> environment) {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .keySet()
                .removeAll(List.of("KAFKA_BOOTSTRAP_SERVERS", "INFLUXDB_URL", "FOOTFALL_SERVING_VERSION"));
        builder.environment().putAll(environment);
        return builder;
    }

    private void readOutput() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(output::add);
        } catch (IOException e) {
            output.add("output lost: " + e);
        }
    }

    List<String> output() {
        return output;
    }

    /** Waits until the version is served, and returns the address of its processor. */
    URI processor() {
        return URI.create(serving().group(1));
    }

    /** Address of the processor's health and metrics. */
    URI management() {
        return URI.create(serving().group(2));
    }

    URI store() {
        return URI.create(serving().group(3));
    }

    private Matcher serving() {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> output.stream().anyMatch(line -> line.startsWith("SERVING")) || !process.isAlive());
        return output.stream()
                .map(SERVING::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .orElseThrow(() -> new AssertionError("the version is not served:\n" + String.join("\n", output)));
    }

    @Override
    public void close() {
        process.toHandle().destroy();
        process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }
}
