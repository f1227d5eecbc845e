package io.footfall.sandbox.kafka;

import io.footfall.events.topics.TopicSetup;
import io.footfall.events.topics.Topics;
import io.footfall.sandbox.children.ChildReadiness;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

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
     */
    public static void createMissing(String bootstrapServers, Topics topics, int partitions)
            throws ExecutionException, InterruptedException {
        try (var admin = admin(bootstrapServers, 30_000)) {
            TopicSetup.createMissing(admin, topics, partitions);
        }
    }

    private static Admin admin(String bootstrapServers, int timeoutMillis) {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMillis,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMillis));
    }
}
