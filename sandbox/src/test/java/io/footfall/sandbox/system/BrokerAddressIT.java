package io.footfall.sandbox.system;

import static io.footfall.testing.Patience.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.footfall.broker.LocalBroker;
import io.footfall.sandbox.FreePorts;
import io.footfall.testing.HttpClients;
import io.footfall.testing.Patience;
import io.footfall.testing.SilentAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services whose broker has no address yet, or another one than before, by a hosts file of their own. */
class BrokerAddressIT {
    private static final String NAME = "broker.test";
    private static final String UNRESOLVED = "The name of no Kafka broker of " + NAME;
    /** Five seconds, and what a busy machine adds. Java's and Kafka's defaults need up to 60. */
    private static final Duration SOON = Patience.promised(Duration.ofSeconds(10));

    private static final Pattern REACHABLE = Pattern.compile("\"log_reachable\":true");

    @TempDir
    private Path directory;

    private Path hosts;
    private int port;
    private Process process;
    private BufferedReader output;

    @BeforeEach
    void prepare() throws IOException {
        hosts = Files.writeString(directory.resolve("hosts"), "127.0.0.1 localhost\n");
        port = FreePorts.take(1).get(0);
    }

    @AfterEach
    void kill() {
        process.destroyForcibly();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "processor", "alerts", "dashboard"})
    void aNameThatDoesNotResolveYetIsOneLine(String service) throws IOException, InterruptedException {
        start(service, NAME + ":9092");
        var lines = new ArrayList<String>();
        do {
            lines.add(output.readLine());
        } while (!lines.get(lines.size() - 1).contains(UNRESOLVED));
        // Kafka's clients, and a service that ends, would say more within this time.
        assertThat(process.waitFor(3, TimeUnit.SECONDS)).isFalse();

        process.toHandle().destroy();
        output.lines().forEach(lines::add);

        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(lines)
                .noneMatch(line -> line.contains("ERROR") || line.contains("org.apache.kafka") || line.startsWith("\t"))
                .filteredOn(line -> line.contains(UNRESOLVED))
                .hasSize(1);
    }

    @Test
    void aNewAddressIsUsedSoonAfterTheOldOneDoesNotAnswerAnyMore() throws Exception {
        try (var broker = new LocalBroker();
                var gone = new SilentAddress("127.0.0.2", port(broker))) {
            resolveTo("127.0.0.2");
            start("dashboard", NAME + ":" + gone.port());
            awaitOutput("started in");
            await().atMost(PATIENCE).until(() -> !isReachable());

            resolveTo("127.0.0.1");
            var begin = System.nanoTime();
            await().atMost(PATIENCE).until(this::isReachable);

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
        }
    }

    private static int port(LocalBroker broker) {
        return Integer.parseInt(broker.address().replaceFirst(".*:", ""));
    }

    private void resolveTo(String address) throws IOException {
        Files.writeString(hosts, "127.0.0.1 localhost\n%s %s\n".formatted(address, NAME));
    }

    private void start(String service, String servers) throws IOException {
        var command = new ArrayList<>(ServiceProgram.command(service, "-Xmx200m"));
        command.add(1, "-Djdk.net.hosts.file=" + hosts);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "QUARKUS_HTTP_HOST", "127.0.0.1",
                        "QUARKUS_HTTP_PORT", Integer.toString(port),
                        "QUARKUS_MANAGEMENT_HOST", "127.0.0.1",
                        "QUARKUS_MANAGEMENT_PORT", "0",
                        "FOOTFALL_ACCESS", "permit",
                        "FOOTFALL_INGEST_VISITOR_SECRET", "a secret of this test",
                        "KAFKA_BOOTSTRAP_SERVERS", servers));
        process = builder.start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    private void awaitOutput(String text) throws IOException {
        List<String> before = new ArrayList<>();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            before.add(line);
            if (line.contains(text)) {
                return;
            }
        }
        throw new AssertionError("the service has ended: " + before);
    }

    private boolean isReachable() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/traffic"))
                .timeout(PATIENCE)
                .build();
        var response = HttpClients.http1().send(request, HttpResponse.BodyHandlers.ofString());
        return REACHABLE.matcher(response.body()).find();
    }
}
