package io.footfall.benchmarks.process;

import static java.util.stream.Collectors.toMap;

import io.footfall.events.topics.TopicSetup;
import io.footfall.events.topics.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts the servers of one benchmark: services as they are shipped, a real broker and the sandbox's store. When the
 * benchmark ends, however it ends, they and their directory are gone.
 */
public final class Servers implements AutoCloseable {
    public static final int PARTITIONS = 4;

    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    /** No login, no rate limit. */
    private static final Map<String, String> OPEN = environment("""
            QUARKUS_HTTP_HOST=127.0.0.1
            QUARKUS_MANAGEMENT_HOST=127.0.0.1
            FOOTFALL_ACCESS=permit
            FOOTFALL_INGEST_VISITOR_SECRET=known, because nobody is a visitor here
            FOOTFALL_INGEST_TRUSTED_PROXIES=1
            FOOTFALL_INGEST_TRUSTED_SENDERS=0.0.0.0/0,::/0
            FOOTFALL_INGEST_SITES=*
            FOOTFALL_PROCESSOR_MAX_BEHIND=P36500D
            """);

    private final Project project;
    private final Path directory;
    private final Deque<ServerProcess> running = new ArrayDeque<>();
    private boolean closed;

    public Servers(Project project) throws IOException {
        this.project = project;
        directory = Files.createTempDirectory(Files.createDirectories(project.target()), "run-");
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "end of servers"));
    }

    /** Reads lines of {@code NAME=VALUE}. */
    static Map<String, String> environment(String lines) {
        return lines.lines()
                .map(line -> line.split("=", 2))
                .collect(toMap(variable -> variable[0], variable -> variable[1]));
    }

    public Project project() {
        return project;
    }

    public Path directory() {
        return directory;
    }

    /**
     * Starts a broker with the topics of the serving version without a suffix.
     *
     * @param name of its directory
     */
    public ServerProcess startBroker(String name, int partitions) throws Exception {
        var broker = startLocal("io.footfall.sandbox.kafka.LocalKafka", name);
        try (var admin = KafkaClients.admin(broker.bootstrapServers())) {
            TopicSetup.createMissing(admin.client(), new Topics("").all(partitions));
        }
        return broker;
    }

    /** A store with its tables; {@code name} is its directory. */
    public ServerProcess startStore(String name) throws Exception {
        var store = startLocal("io.footfall.sandbox.store.LocalStore", name, freePort());
        var url = "http://127.0.0.1:" + store.port();
        var tables = project.main(Project.SANDBOX, "io.footfall.sandbox.store.StoreTables", url);
        start(name + "-tables", tables).awaitEnd(TIMEOUT);
        return store;
    }

    private ServerProcess startLocal(String main, String name, Object... more) throws Exception {
        var port = freePort();
        var arguments = new ArrayList<Object>(List.of(directory.resolve(name), port));
        arguments.addAll(List.of(more));
        return startListening(name, project.main(Project.SANDBOX, main, arguments.toArray()), port);
    }

    /** Starts a server and waits until it accepts connections. */
    public ServerProcess startListening(String name, List<String> command, int port) throws Exception {
        return start(name, command, Map.of(), port, 0).awaitReady(TIMEOUT, () -> connect(port));
    }

    /** Starts a service, open to everybody, and waits until it is ready. */
    public ServerProcess startService(
            String name, List<String> command, ServerProcess broker, Map<String, String> environment) throws Exception {
        var port = freePort();
        var managementPort = freePort();
        var all = new HashMap<>(OPEN);
        all.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        all.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
        all.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
        all.putAll(environment);
        return start(name, command, all, port, managementPort)
                .awaitReady(TIMEOUT, () -> LocalHttp.get(managementPort, "/q/health/ready"));
    }

    /** Starts a program that does not listen. */
    public ServerProcess start(String name, List<String> command) throws IOException {
        return start(name, command, Map.of(), 0, 0);
    }

    private synchronized ServerProcess start(
            String name, List<String> command, Map<String, String> environment, int port, int managementPort)
            throws IOException {
        if (closed) {
            throw new IOException("the benchmark has ended; " + name + " is not started");
        }
        var log = directory.resolve(name + ".log");
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        var server = new ServerProcess(name, builder.start(), log, port, managementPort);
        running.push(server);
        return server;
    }

    private static boolean connect(int port) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        }
    }

    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Ends one server before the others, and deletes its directory. */
    public synchronized void end(ServerProcess server) throws Exception {
        server.end();
        running.remove(server);
        if (Files.exists(directory.resolve(server.name()))) {
            deleteAll(directory.resolve(server.name()));
        }
    }

    private static void deleteAll(Path tree) throws IOException {
        try (var files = Files.walk(tree)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Ends the servers, the last one first, so that none loses another that it uses. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            while (!running.isEmpty()) {
                running.pop().end();
            }
            deleteAll(directory);
        } catch (IOException | InterruptedException e) {
            System.err.println("benchmarks: servers may still run, or " + directory + " is not deleted: " + e);
        }
    }
}
