package io.footfall.broker;

import io.footfall.events.topics.Topic;
import io.footfall.events.topics.TopicSetup;
import io.footfall.events.topics.Topics;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A Kafka broker in the JVM of a test, on free ports. */
public final class LocalBroker implements AutoCloseable {
    private final KafkaRaftServer server;
    private final String address;
    private final CuttableNetwork network;
    private final SecureListener secure;
    private final Path directory;

    /** A broker with all topics. Those of clicks have two partitions. */
    public LocalBroker() throws Exception {
        this(Map.of(), new Topics("").all(2));
    }

    /**
     * A broker with some topics.
     *
     * @param other settings that differ from the usual ones
     */
    public LocalBroker(Map<String, String> other, List<Topic> topics) throws Exception {
        int port = freePort();
        int controllerPort = freePort();
        int networkPort = freePort();
        address = "127.0.0.1:" + port;
        network = new CuttableNetwork(networkPort);
        directory = Files.createTempDirectory(Path.of("target"), "broker").toAbsolutePath();
        var data = directory.toString();
        secure = new SecureListener(freePort(), directory);
        var settings = settings(data, port, controllerPort);
        settings.put("listeners", settings.get("listeners") + ",NETWORK://127.0.0.1:" + networkPort);
        settings.put("advertised.listeners", "PLAINTEXT://" + address + ",NETWORK://" + network.address());
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,NETWORK:PLAINTEXT,CONTROLLER:PLAINTEXT");
        if (other.containsKey(SecureListener.AUTHORIZER)) {
            secure.addTo(settings);
        }
        settings.putAll(other);
        new Formatter()
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(data)
                .addDirectory(data)
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .run();
        server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
        server.startup();
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", address))) {
            TopicSetup.createMissing(admin, topics);
        }
    }

    /** Value for {@code bootstrap.servers}. */
    public String address() {
        return address;
    }

    /** Another way to this broker, for clients that a test isolates. */
    public CuttableNetwork network() {
        return network;
    }

    /** A listener that authenticates users, if the settings of this broker have an authorizer. */
    public SecureListener secure() {
        return secure;
    }

    /** Where the broker keeps its topics, a directory for each partition. */
    public Path directory() {
        return directory;
    }

    private static Properties settings(String data, int port, int controllerPort) {
        var settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("log.dirs", data);
        settings.put("auto.create.topics.enable", "false");
        settings.put("offsets.retention.minutes", "5256000");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        return settings;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        network.close();
        server.shutdown();
        server.awaitShutdown();
    }
}
