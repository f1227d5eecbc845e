package io.footfall.alerts;

import static io.footfall.testing.Patience.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.footfall.events.Json;
import io.footfall.testing.HttpClients;
import io.footfall.testing.Requirement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Prometheus' Alertmanager on a free port of this machine. Its alerts are in memory only: a restart loses them. */
final class AlertmanagerProcess implements AutoCloseable {
    private static final String SETTINGS = "{route: {receiver: nobody}, receivers: [{name: nobody}]}";

    private final HttpClient http = HttpClients.http1();
    private final Path program = Requirement.ALERTMANAGER.require();
    private final Path directory;
    private final int port;
    private Process process;

    AlertmanagerProcess(Path directory) throws IOException {
        this.directory = directory;
        Files.writeString(directory.resolve("alertmanager.yml"), SETTINGS);
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        start();
    }

    String url() {
        return "http://127.0.0.1:" + port + "/api/v2/alerts";
    }

    /** Kills it and starts it again. */
    void restart() throws IOException {
        close();
        start();
    }

    private void start() throws IOException {
        var output = directory.resolve("alertmanager.log");
        process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + directory.resolve("alertmanager.yml"),
                        "--storage.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .failFast("it has ended, see " + output, () -> !process.isAlive())
                .until(() -> get("/-/ready").contains("OK"));
    }

    /** The alerts that fire. */
    List<JsonNode> alerts() {
        var alerts = new ArrayList<JsonNode>();
        Json.read(get("/api/v2/alerts").getBytes(UTF_8), JsonNode.class).forEach(alerts::add);
        return alerts;
    }

    /** How often it has got an alert of that status since its start. */
    String received(String status) {
        var counter = "alertmanager_alerts_received_total{status=\"" + status + "\",version=\"v2\"} ";
        return get("/metrics")
                .lines()
                .filter(line -> line.startsWith(counter))
                .map(line -> line.substring(counter.length()))
                .collect(joining());
    }

    private String get(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .build();
        try {
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
