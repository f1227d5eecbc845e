package io.footfall.sandbox;

import static io.footfall.testing.Patience.PATIENCE;

import com.fasterxml.jackson.databind.JsonNode;
import io.footfall.events.Json;
import io.footfall.sandbox.debug.DebugReader;
import io.footfall.testing.HttpClients;
import io.footfall.testing.RecordSchemas;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;

/** Runs the built {@code sandbox.jar} on free ports until it is closed. */
public final class RunningSandbox implements AutoCloseable {
    /** A shell may have started the build with SIGINT ignored, as it does for jobs in the background. */
    private static final List<String> RESET_SIGINT = resetSigint();

    private final HttpClient http = HttpClients.http1();
    private final Process process;
    private final Path data;
    private final Map<String, Integer> ports;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private DebugReader reader;

    private RunningSandbox(Process process, Path data, Map<String, Integer> ports) {
        this.process = process;
        this.data = data;
        this.ports = ports;
    }

    /** Starts a sandbox and returns at once. */
    public static RunningSandbox started(Path data, Map<String, String> environment, String... arguments)
            throws IOException {
        return started(data, environment, ports(), arguments);
    }

    private static RunningSandbox started(
            Path data, Map<String, String> environment, Map<String, Integer> ports, String... arguments)
            throws IOException {
        var command = new ArrayList<>(RESET_SIGINT);
        command.addAll(List.of(java(), "-Xmx256m", "-jar", "target/sandbox.jar"));
        command.addAll(List.of("--exit-with-parent", "--data=" + data));
        ports.forEach((name, port) -> command.add("--" + name + "-port=" + port));
        command.addAll(nativeFlag());
        command.addAll(Arrays.asList(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .keySet()
                .removeAll(
                        List.of(Environment.KAFKA, Environment.STORE, Environment.MAIL, Environment.SERVING_VERSION));
        // C2 does not pay off in a system that runs for a minute or two.
        builder.environment().put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
        builder.environment().putAll(environment);
        var sandbox = new RunningSandbox(builder.start(), data, ports);
        var reader = new Thread(sandbox::readOutput, "sandbox-output");
        reader.setDaemon(true);
        reader.start();
        return sandbox;
    }

    /** Starts a sandbox and waits until it is ready. */
    public static RunningSandbox ready(Path data, Map<String, String> environment, String... arguments)
            throws IOException {
        var sandbox = started(data, environment, arguments);
        sandbox.awaitReady();
        if (sandbox.output.stream().anyMatch(line -> line.contains("runs on the JVM"))) {
            sandbox.close();
            throw new AssertionError("a service has no native binary\n" + String.join("\n", sandbox.output));
        }
        return sandbox;
    }

    /** Starts a sandbox on the data and ports of this one. */
    public RunningSandbox again(Map<String, String> environment, String... arguments) throws IOException {
        var sandbox = started(data, environment, ports, arguments);
        sandbox.awaitReady();
        return sandbox;
    }

    private void awaitReady() {
        try {
            awaitLine("READY", PATIENCE);
        } catch (RuntimeException | AssertionError e) {
            close();
            throw e;
        }
    }

    /** With {@code -Dsandbox.native=true}, services run as native binaries. */
    public static List<String> nativeFlag() {
        return Boolean.getBoolean("sandbox.native") ? List.of("--native") : List.of();
    }

    private static Map<String, Integer> ports() throws IOException {
        var names = List.of(
                "kafka",
                "store",
                "console",
                "smtp",
                "ingest",
                "ingest-management",
                "processor",
                "processor-management",
                "alerts",
                "alerts-management",
                "dashboard",
                "dashboard-management");
        var free = FreePorts.take(names.size());
        var ports = new HashMap<String, Integer>();
        for (var index = 0; index < names.size(); index++) {
            ports.put(names.get(index), free.get(index));
        }
        return ports;
    }

    private static List<String> resetSigint() {
        var command = List.of("env", "--default-signal=INT");
        try {
            var works = new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
            return works ? command : List.of();
        } catch (IOException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private void readOutput() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().filter(line -> !line.startsWith("NOTE: Picked up ")).forEach(output::add);
        } catch (IOException e) {
            output.add("output lost: " + e);
        }
    }

    /** Waits for the first output line with a prefix. Fails with all output if there is none. */
    public String awaitLine(String beginning, Duration patience) {
        Awaitility.await().atMost(patience).until(() -> hasLine(beginning) || !process.isAlive());
        return output.stream()
                .filter(line -> line.startsWith(beginning))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line " + beginning + " in\n" + String.join("\n", output)));
    }

    private boolean hasLine(String beginning) {
        return output.stream().anyMatch(line -> line.startsWith(beginning));
    }

    public List<String> output() {
        return output;
    }

    /** Address of a service, its management interface ({@code ingest-management}), the store, or its SQL console. */
    public URI address(String part) {
        return URI.create("http://127.0.0.1:" + ports.get(part));
    }

    public int port(String part) {
        return ports.get(part);
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + ports.get("kafka");
    }

    /** All committed records of a topic. Fails if one does not follow its schema. */
    public List<ConsumerRecord<byte[], byte[]>> topic(String name) {
        return validated(read(reader -> reader.all(name)));
    }

    /** Tests ask many times a second, so that the connections are kept. They may ask in several threads. */
    private synchronized <T> T read(Function<DebugReader, T> what) {
        if (reader == null) {
            reader = new DebugReader(bootstrapServers());
        }
        return what.apply(reader);
    }

    private synchronized void closeReader() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }

    /** Fails with the first record that does not follow its schema. */
    public static List<ConsumerRecord<byte[], byte[]>> validated(List<ConsumerRecord<byte[], byte[]>> records) {
        for (var record : records) {
            var headers = new HashMap<String, String>();
            record.headers()
                    .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
            RecordSchemas.validate(record.topic(), record.value(), headers);
        }
        return records;
    }

    public List<String> topics() {
        return read(reader -> List.copyOf(reader.topics()));
    }

    public long count(String topic) {
        return read(reader -> reader.count(topic));
    }

    /** Queries the store. Each row of the result is an array. */
    public JsonNode rows(String query) throws IOException, InterruptedException {
        return rows(address("store"), query);
    }

    /** Queries another store. */
    public JsonNode rows(URI store, String query) throws IOException, InterruptedException {
        var address = store.resolve("/exec?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        var response = http.send(
                HttpRequest.newBuilder(address)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(query + ": " + response.body());
        }
        return Json.MAPPER.readTree(response.body()).get("dataset");
    }

    public long stored(String table) throws IOException, InterruptedException {
        return rows("SELECT count() FROM " + table).get(0).get(0).asLong();
    }

    public HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address("ingest").resolve(path))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Received mail messages, oldest first. */
    public List<String> mails() throws IOException {
        var mails = new ArrayList<String>();
        try (var files = Files.newDirectoryStream(data.resolve("mail"), "*.eml")) {
            var paths = new ArrayList<Path>();
            files.forEach(paths::add);
            paths.sort(Comparator.comparing(
                    path -> Integer.parseInt(path.getFileName().toString().replace(".eml", ""))));
            for (var path : paths) {
                mails.add(Files.readString(path, StandardCharsets.ISO_8859_1));
            }
        }
        return mails;
    }

    /** The running process of a server or service. */
    public ProcessHandle child(String name) throws IOException {
        var pid = Files.readString(data.resolve("pids").resolve(name + ".pid")).split(" ", 2)[0];
        return Optional.of(pid)
                .filter(written -> !written.isEmpty()) // empty while it is written
                .flatMap(written -> ProcessHandle.of(Long.parseLong(written)))
                .orElseThrow();
    }

    /** Waits until a server or service has exited, and returns the process that replaces it. */
    public ProcessHandle successor(String name, ProcessHandle process) {
        Awaitility.await().atMost(PATIENCE).until(() -> !process.isAlive());
        // Until then, the pid file is still that of the old process.
        return Awaitility.await()
                .atMost(PATIENCE)
                .ignoreException(NoSuchElementException.class)
                .until(() -> child(name), child -> child.pid() != process.pid());
    }

    /** Names of all servers and services that have been started. */
    public Set<String> childNames() throws IOException {
        var names = new TreeSet<String>();
        try (var pages = Files.newDirectoryStream(data.resolve("pids"), "*.pid")) {
            pages.forEach(page -> names.add(page.getFileName().toString().replace(".pid", "")));
        }
        return names;
    }

    public List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    /** Kills a server or service with SIGKILL. The sandbox restarts it. */
    public void kill(String name) throws IOException {
        child(name).destroyForcibly();
    }

    /** Stops a server or service with SIGTERM. The sandbox restarts it. */
    public void restart(String name) throws IOException {
        child(name).destroy();
    }

    /** Stops a server or service with SIGSTOP until {@link #thaw}. */
    public void freeze(String name) throws IOException, InterruptedException {
        signal("STOP", name);
    }

    public void thaw(String name) throws IOException, InterruptedException {
        signal("CONT", name);
    }

    public boolean isFrozen(String name) throws IOException {
        var status = Files.readString(Path.of("/proc", Long.toString(child(name).pid()), "status"));
        return status.contains("\nState:\tT");
    }

    private void signal(String signal, String name) throws IOException, InterruptedException {
        var kill = new ProcessBuilder(
                        "kill", "-" + signal, Long.toString(child(name).pid()))
                .start();
        if (kill.waitFor() != 0) {
            throw new IOException(name + " cannot be sent SIG" + signal);
        }
    }

    /** Kills the sandbox with SIGKILL. Its children go on running. */
    public void killOutright() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Stops the sandbox with SIGTERM if it runs, and returns its exit status. */
    public int end() throws InterruptedException {
        process.toHandle().destroy();
        return exitStatus();
    }

    public int exitStatus() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the sandbox does not end\n" + String.join("\n", output));
        }
        return process.exitValue();
    }

    public ProcessHandle process() {
        return process.toHandle();
    }

    /** For a sandbox that several test classes share. */
    public void closeAtTheEndOfTheJvm() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "end-of-the-sandbox"));
    }

    @Override
    public void close() {
        closeReader();
        try {
            end();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
