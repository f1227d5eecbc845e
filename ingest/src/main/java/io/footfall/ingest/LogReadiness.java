package io.footfall.ingest;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while clicks get through: once the log has been found, as long as it acknowledges what it is
 * given, and every partition answers for itself even where nobody sends.
 */
@Readiness
@Singleton
final class LogReadiness implements AsyncHealthCheck {
    private static final String NAME = "click log";

    private final ClickLog log;
    private final String topic;
    private final Duration patience;
    private final Map<String, Object> broker;
    private Admin admin;

    LogReadiness(
            ClickLog log,
            IngestConfig config,
            @ConfigProperty(name = "footfall.topic.clicks") String topic,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.log = log;
        this.topic = topic;
        this.patience = config.patience();
        this.broker = kafka.entrySet().stream()
                .filter(setting -> AdminClientConfig.configNames().contains(setting.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Not before the log has been found: until then the broker's name may not be known, and a client not be made. */
    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(broker);
        }
        return admin;
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        if (!log.isReady()) {
            return Uni.createFrom().item(down("the log has not been found, or leaves clicks unanswered"));
        }
        return Uni.createFrom()
                .completionStage(() -> admin().describeTopics(List.of(topic))
                        .topicNameValues()
                        .get(topic)
                        .toCompletionStage())
                .map(described -> everyPartitionIsLed(described) ? up() : down("a partition has no leader"))
                .ifNoItem()
                .after(patience)
                .fail()
                .onFailure()
                .recoverWithItem(failure -> down("the log does not describe its topic: " + failure));
    }

    private static boolean everyPartitionIsLed(TopicDescription topic) {
        return topic.partitions().stream().noneMatch(partition -> partition.leader() == null);
    }

    private static HealthCheckResponse up() {
        return HealthCheckResponse.up(NAME);
    }

    private static HealthCheckResponse down(String reason) {
        return HealthCheckResponse.named(NAME).down().withData("reason", reason).build();
    }
}
