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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services whose broker has no address yet, or another one than before, by a hosts file of their own. */
class BrokerAddressIT {
    private static final String NAME = "broker.test";
    private static final String UNRESOLVED = "The name of no Kafka broker of " + NAME;
    /** Five seconds, and what a busy machine adds. Java's and Kafka's defaults need up to 60. */
    private static final Duration SOON = Patience.promised(Duration.ofSeconds(10));

    /** In the kernel's table of connections. */
    private static final String SYN_SENT = "02";

    @TempDir
    private Path directory;

    private Path hosts;
    private int port;
    private int managementPort;
    private Process process;
    private BufferedReader output;

    @BeforeEach
    void prepare() throws IOException {
        hosts = Files.writeString(directory.resolve("hosts"), "127.0.0.1 localhost\n");
        var ports = FreePorts.take(2);
        port = ports.get(0);
        managementPort = ports.get(1);
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

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "processor", "alerts", "dashboard"})
    void aNewAddressIsUsedSoonAfterTheOldOneDoesNotAnswerAnyMore(String service) throws Exception {
        try (var broker = new LocalBroker();
                var gone = new SilentAddress("127.0.0.2", port(broker))) {
            resolveTo("127.0.0.2");
            start(service, NAME + ":" + gone.port());
            await().atMost(PATIENCE).until(() -> isConnectingTo(gone.port()));
            assertThat(isReady()).isFalse();

            resolveTo("127.0.0.1");
            var begin = System.nanoTime();
            await().atMost(PATIENCE).until(this::isReady);

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
                        "QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort),
                        "FOOTFALL_ACCESS", "permit",
                        "FOOTFALL_INGEST_VISITOR_SECRET", "a secret of this test",
                        "KAFKA_BOOTSTRAP_SERVERS", servers));
        process = builder.start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    /** Whether this machine waits for an answer from a port. */
    private static boolean isConnectingTo(int port) throws IOException {
        var entry = Pattern.compile("(?m) [0-9A-F]+:%04X %s ".formatted(port, SYN_SENT));
        for (var table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            if (entry.matcher(Files.readString(Path.of(table))).find()) {
                return true;
            }
        }
        return false;
    }

    private boolean isReady() throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/q/health/ready"))
                .timeout(PATIENCE)
                .build();
        try {
            return HttpClients.http1()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notListeningYet) {
            return false;
        }
    }
}
