package io.footfall.ingest;

import io.footfall.events.topics.KafkaAdmin;
import io.footfall.ingest.keys.VisitorKeys;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.TopicDescription;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while clicks can be written: Kafka has been reached since the start, acknowledges what is sent, and every
 * partition of {@code clicks} has a leader.
 */
@Readiness
@Singleton
final class KafkaReadiness implements AsyncHealthCheck {
    private static final String NAME = "Kafka";

    private final ClickProducer producer;
    private final TopicGate gate;
    private final IngestLimits limits;
    private final VisitorKeys keys;
    private final String topic;
    private final String address;
    private final Duration timeout;
    private final KafkaAdmin admin;

    KafkaReadiness(
            ClickProducer producer,
            TopicGate gate,
            IngestLimits limits,
            VisitorKeys keys,
            IngestConfig config,
            @ConfigProperty(name = "footfall.topic.clicks") String topic,
            @ConfigProperty(name = "kafka.bootstrap.servers") String address,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.producer = producer;
        this.gate = gate;
        this.limits = limits;
        this.keys = keys;
        this.topic = topic;
        this.address = address;
        this.timeout = config.acknowledgementTimeout();
        this.admin = new KafkaAdmin(kafka, timeout);
    }

    void stop(@Observes ShutdownEvent event) {
        admin.close();
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        if (!producer.isConnected()) {
            return Uni.createFrom()
                    .item(down(gate.problem()
                            .or(limits::problem)
                            .map("is reached, but "::concat)
                            .orElse("has not been reached yet (kafka.bootstrap.servers)")));
        }
        if (keys.problem().isPresent()) {
            return Uni.createFrom()
                    .item(down("has no key for the visitor ids of today, "
                            + keys.problem().get()));
        }
        if (producer.isStalled()) {
            return Uni.createFrom()
                    .item(down("does not acknowledge clicks within %s (footfall.ingest.acknowledgement-timeout)"
                            .formatted(timeout)));
        }
        return Uni.createFrom()
                .completionStage(() -> admin.client()
                        .describeTopics(List.of(topic))
                        .topicNameValues()
                        .get(topic)
                        .toCompletionStage())
                .map(this::response)
                .ifNoItem()
                .after(timeout)
                .fail()
                .onFailure()
                .recoverWithItem(failure -> down("does not describe topic %s: %s".formatted(topic, failure)));
    }

    private HealthCheckResponse response(TopicDescription description) {
        return description.partitions().stream().allMatch(partition -> partition.leader() != null)
                ? HealthCheckResponse.up(NAME)
                : down("has a partition of topic %s without a leader".formatted(topic));
    }

    private HealthCheckResponse down(String problem) {
        return HealthCheckResponse.named(NAME)
                .down()
                .withData("reason", "Kafka at " + address + " " + problem)
                .build();
    }
}
