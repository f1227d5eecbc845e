package io.footfall.benchmarks.process;

import io.footfall.events.topics.TopicSetup;
import io.footfall.events.topics.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Starts the servers of a run: services as they are shipped, and a real broker with the system's topics. */
public record Installation(Project project, Workplace workplace) {
    public static final int PARTITIONS = 4;

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** A server, and where it listens on loopback. */
    public record Listening(Server server, int port) {
        /** Where Kafka's clients find it, if it is a broker. */
        public String bootstrapServers() {
            return "127.0.0.1:" + port;
        }
    }

    /** A broker with the topics of the unnamed serving version, which keeps its data in a directory of the workplace. */
    public Listening startBroker(String directory) throws IOException, InterruptedException {
        return startPartitionedBroker(directory, PARTITIONS);
    }

    /** The same with another number of partitions. */
    public Listening startPartitionedBroker(String directory, int partitions) throws IOException, InterruptedException {
        var broker = startBroker(directory, Workplace.freePort());
        createTopics(broker, new Topics(""), partitions);
        return broker;
    }

    /** A broker with what it has left behind. */
    public Listening startBroker(String directory, int port) throws IOException, InterruptedException {
        var command = ServerJvm.main(
                project.sandbox().toString(),
                "io.footfall.sandbox.kafka.LocalKafka",
                workplace.directory().resolve(directory).toString(),
                Integer.toString(port));
        return startListening("broker", command, Map.of(), port);
    }

    /** A store with what it has left behind in a directory of the workplace. */
    public Listening startStore(String directory, int port, int consolePort) throws IOException, InterruptedException {
        var command = ServerJvm.main(
                project.sandbox().toString(),
                "io.footfall.sandbox.store.LocalStore",
                workplace.directory().resolve(directory).toString(),
                Integer.toString(port),
                Integer.toString(consolePort));
        return startListening("store", command, Map.of(), port);
    }

    public void createTables(Listening store) throws IOException, InterruptedException {
        var command = ServerJvm.main(
                project.sandbox().toString(),
                "io.footfall.sandbox.store.StoreTables",
                "http://127.0.0.1:" + store.port());
        workplace.start("tables", command, Map.of()).awaitEnd(PATIENCE);
    }

    private static void createTopics(Listening broker, Topics topics, int partitions)
            throws IOException, InterruptedException {
        try (var admin = admin(broker)) {
            TopicSetup.createMissing(admin, topics.all(partitions));
        } catch (ExecutionException e) {
            throw new IOException("the topics cannot be created", e);
        }
    }

    public static Admin admin(Listening broker) {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
    }

    /** Waits until the port answers, whatever listens there. */
    public Listening startListening(String name, List<String> command, Map<String, String> environment, int port)
            throws IOException, InterruptedException {
        var server = workplace.start(name, command, environment);
        server.await(() -> listens(port), PATIENCE);
        return new Listening(server, port);
    }

    /** Waits until a Quarkus service says that it is ready. */
    public Listening startService(String name, Path jar, Map<String, String> environment)
            throws IOException, InterruptedException {
        return startService(name, ServerJvm.jar(jar), environment);
    }

    /** The same for any command that runs one. */
    public Listening startService(String name, List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        var port = Workplace.freePort();
        var all = new HashMap<>(Map.of("QUARKUS_HTTP_HOST", "127.0.0.1", "QUARKUS_HTTP_PORT", Integer.toString(port)));
        all.putAll(environment);
        var server = workplace.start(name, command, all);
        server.await(() -> isReady(port), PATIENCE);
        return new Listening(server, port);
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
            var response = HTTP.send(request, HttpResponse.BodyHandlers.discarding());
            return response.statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
