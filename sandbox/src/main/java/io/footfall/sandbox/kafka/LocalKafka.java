package io.footfall.sandbox.kafka;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * Main class of the sandbox's Kafka. Arguments: data directory, port. It runs in a process of its own, so that tests
 * can kill it, and so that its failure does not stop the sandbox.
 */
public final class LocalKafka {
    private static final int NODE = 1;
    private static final String CLUSTER = "Zm9vdGZhbGxzYW5kYm94MQ";

    private LocalKafka() {}

    public static void main(String[] arguments) throws Exception {
        var directory = Path.of(arguments[0]).toAbsolutePath();
        var clientPort = Integer.parseInt(arguments[1]);
        format(directory);
        var server = server(BrokerSettings.of(directory, clientPort, freePort()));
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
        server.startup();
        server.awaitShutdown();
    }

    private static KafkaRaftServer server(Map<String, String> settings) {
        return new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
    }

    private static void format(Path directory) throws Exception {
        Files.createDirectories(directory);
        new Formatter()
                .setNodeId(NODE)
                .setClusterId(CLUSTER)
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setControllerListenerName("CONTROLLER")
                .setIgnoreFormatted(true)
                .setDirectories(List.of(directory.toString()))
                .setMetadataLogDirectory(directory.toString())
                .run();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
