package io.footfall.benchmarks.ingest;

import io.footfall.benchmarks.process.Server;
import io.footfall.benchmarks.process.ServerJvm;
import io.footfall.benchmarks.process.Workplace;
import io.footfall.events.TopicSetup;
import io.footfall.events.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** The servers of a run: ingest as it is shipped, a real broker with the system's topics, and the limit. */
final class Installation {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PARTITIONS = 4;

    private final Project project;
    private final Workplace workplace;

    Installation(Project project, Workplace workplace) {
        this.project = project;
        this.workplace = workplace;
    }

    /** A server, and where it listens on loopback. */
    record Listening(Server server, int port) {}

    Listening startLimit() throws IOException, InterruptedException {
        var port = Workplace.freePort();
        var command =
                ServerJvm.main(project.benchmarks().toString(), LimitServer.class.getName(), Integer.toString(port));
        var server = workplace.start("limit", command, Map.of());
        server.await(() -> listens(port), PATIENCE);
        return new Listening(server, port);
    }

    Listening startBroker() throws IOException, InterruptedException {
        var port = Workplace.freePort();
        var command = ServerJvm.main(
                project.sandbox().toString(),
                "io.footfall.sandbox.kafka.LocalKafka",
                workplace.directory().resolve("kafka").toString(),
                Integer.toString(port));
        var server = workplace.start("broker", command, Map.of());
        server.await(() -> listens(port), PATIENCE);
        createTopics(port);
        return new Listening(server, port);
    }

    Listening startIngest(Listening broker) throws IOException, InterruptedException {
        return startIngest(broker, Map.of());
    }

    /** @param more variables of its environment */
    Listening startIngest(Listening broker, Map<String, String> more) throws IOException, InterruptedException {
        var port = Workplace.freePort();
        var environment = new HashMap<>(Map.of(
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_HTTP_PORT", Integer.toString(port),
                "KAFKA_BOOTSTRAP_SERVERS", bootstrapServers(broker),
                "FOOTFALL_INGEST_VISITOR_SECRET", "known, because nobody is a visitor here",
                "FOOTFALL_INGEST_TRUSTED_PROXIES", "1",
                "FOOTFALL_INGEST_TRUSTED_SENDERS", "0.0.0.0/0,::/0",
                "FOOTFALL_INGEST_SITES", "*"));
        environment.putAll(more);
        var server = workplace.start("ingest", ServerJvm.jar(project.ingest()), environment);
        server.await(() -> isReady(port), PATIENCE);
        return new Listening(server, port);
    }

    static String bootstrapServers(Listening broker) {
        return "127.0.0.1:" + broker.port();
    }

    private static void createTopics(int port) throws IOException, InterruptedException {
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + port))) {
            TopicSetup.createMissing(admin, new Topics("").all(PARTITIONS));
        } catch (ExecutionException e) {
            throw new IOException("the topics cannot be created", e);
        }
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static boolean isReady(int port) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                .build();
        try {
            var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
            return response.statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
