package io.footfall.ingest;

import io.footfall.events.topics.KafkaAdmin;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Checks that limits fit each other, and those of Kafka. Otherwise there would be clicks that ingest accepts and can
 * never write, and their senders would repeat them for ever.
 */
@Startup
@Singleton
final class IngestLimits {
    private static final Logger LOG = Logger.getLogger(IngestLimits.class);
    private static final String PRODUCER = "mp.messaging.outgoing.clicks.";
    private static final String MAX_REQUEST_SIZE = PRODUCER + "max.request.size";
    private static final String BUFFER_MEMORY = PRODUCER + "buffer.memory";
    /** More than key and headers of a record and the frame of its batch take. */
    private static final int OVERHEAD = 1_024;

    private static final long KIBIBYTE = 1_024;

    private final int maxClickSize;
    private final String topic;
    private final KafkaAdmin admin;
    private final Duration timeout;
    private volatile String problem;

    /**
     * Checks all limits but the topic's.
     *
     * @throws IllegalArgumentException if two do not fit; then the service does not start
     */
    IngestLimits(
            IngestConfig config,
            @ConfigProperty(name = MAX_REQUEST_SIZE) int maxRequestSize,
            @ConfigProperty(name = BUFFER_MEMORY) long bufferMemory,
            @ConfigProperty(name = "footfall.topic.clicks") String topic,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.maxClickSize = config.maxClickSize();
        this.topic = topic;
        this.timeout = config.acknowledgementTimeout();
        this.admin = new KafkaAdmin(kafka, timeout);
        Stream.of(
                        tooSmall(MAX_REQUEST_SIZE, maxRequestSize, "max-click-size", maxClickSize),
                        tooSmall(BUFFER_MEMORY, bufferMemory, "max-body-size", config.maxBodySize()),
                        tooLarge("max-clicks", config.maxClicks(), "client-burst", config.clientBurst()),
                        tooLarge("max-clicks", config.maxClicks(), "max-in-flight", config.maxInFlight()),
                        tooLarge(
                                "max-body-size", config.maxBodySize(), "max-buffered-bytes", config.maxBufferedBytes()),
                        tooLarge(
                                "max-body-size",
                                config.maxBodySize(),
                                "client-burst in KiB",
                                config.clientBurst() * KIBIBYTE - 1))
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(message -> {
                    throw new IllegalArgumentException(message);
                });
    }

    /**
     * Checks the limit of the topic, which its operator may change while ingest waits for it. Fails if it is too small, or
     * if Kafka does not answer.
     */
    Uni<Void> checkTopic() {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return Uni.createFrom()
                .completionStage(() ->
                        admin.client().describeConfigs(List.of(resource)).all().toCompletionStage())
                .ifNoItem()
                .after(timeout)
                .fail()
                .invoke(found -> check(found.get(resource).get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)))
                .onFailure(AuthorizationException.class)
                .invoke(this::warn)
                .onFailure(AuthorizationException.class)
                .recoverWithNull()
                .replaceWithVoid();
    }

    private void check(ConfigEntry maxMessageBytes) {
        var found = tooSmall(
                "max.message.bytes of topic " + topic,
                Long.parseLong(maxMessageBytes.value()),
                "max-click-size",
                maxClickSize);
        found.filter(message -> !message.equals(problem))
                .ifPresent(message -> LOG.errorf("No clicks are accepted: %s", message));
        problem = found.orElse(null);
        found.ifPresent(message -> {
            throw new IllegalStateException(message);
        });
    }

    private void warn(Throwable refusal) {
        LOG.warnf(
                "Kafka does not allow to read max.message.bytes of topic %s: whether it is large enough for"
                        + " footfall.ingest.max-click-size is not checked (%s)",
                topic, refusal.getMessage());
    }

    void stop(@Observes ShutdownEvent event) {
        admin.close();
    }

    /** Why the topic cannot have the largest click. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    private static Optional<String> tooSmall(String setting, long value, String limit, long bytes) {
        return value >= bytes + OVERHEAD
                ? Optional.empty()
                : Optional.of("%s is %d, but must be at least %d, that is %d more than footfall.ingest.%s"
                        .formatted(setting, value, bytes + OVERHEAD, OVERHEAD, limit));
    }

    private static Optional<String> tooLarge(String limit, long value, String other, long most) {
        return value <= most
                ? Optional.empty()
                : Optional.of("footfall.ingest.%s is %d, but must be at most %d because of footfall.ingest.%s"
                        .formatted(limit, value, most, other));
    }
}
