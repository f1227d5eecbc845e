package io.footfall.sandbox.kafka;

import io.footfall.events.topics.TopicSetup;
import io.footfall.events.topics.Topics;
import io.footfall.sandbox.children.ChildReadiness;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/** Checks that Kafka is ready, and creates the topics. */
public final class LocalTopics {
    private LocalTopics() {}

    /** Ready when Kafka can describe its cluster. */
    public static ChildReadiness.Probe broker(String bootstrapServers) {
        return () -> {
            try (var admin = admin(bootstrapServers, 2_000)) {
                return !admin.describeCluster().nodes().get().isEmpty();
            } catch (ExecutionException notYet) {
                return false;
            }
        };
    }

    /**
     * Creates the topics of a serving version that are missing.
     *
     * @param partitions of {@code clicks}, if it does not exist yet
     * @throws IOException if Kafka cannot be reached, or refuses them
     */
    public static void createMissing(String bootstrapServers, Topics topics, int partitions)
            throws IOException, InterruptedException {
        try (var admin = admin(bootstrapServers, 30_000)) {
            TopicSetup.createMissing(admin, topics, partitions);
        } catch (ExecutionException | KafkaException e) {
            throw new IOException("no topics in Kafka at %s (KAFKA_BOOTSTRAP_SERVERS)".formatted(bootstrapServers), e);
        }
    }

    private static Admin admin(String bootstrapServers, int timeoutMillis) {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMillis,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMillis));
    }
}
