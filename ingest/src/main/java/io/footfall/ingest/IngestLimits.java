package io.footfall.ingest;

import io.footfall.events.topics.KafkaAdmin;
import io.footfall.events.topics.Topic;
import io.footfall.events.topics.TopicCheck;
import io.footfall.events.topics.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.unchecked.Unchecked;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Checks that limits fit each other, and the topic {@code clicks}. Otherwise there would be clicks that ingest accepts
 * and can never write, and their senders would repeat them for ever; or clicks that Kafka deletes.
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
    /** Partitions, whose number does not matter. */
    private static final int SEVERAL = 2;

    private static final Duration WATCH_INTERVAL = Duration.ofSeconds(5);

    private final int maxClickSize;
    private final Topic topic = new Topics("").clicksTopic(SEVERAL);
    private final KafkaAdmin admin;
    private volatile String problem;
    private volatile List<String> warnings = List.of();
    private volatile Cancellable watch = () -> {};

    /**
     * Checks all limits but the topic's.
     *
     * @throws IllegalArgumentException if two do not fit; then the service does not start
     */
    IngestLimits(
            IngestConfig config,
            @ConfigProperty(name = MAX_REQUEST_SIZE) int maxRequestSize,
            @ConfigProperty(name = BUFFER_MEMORY) long bufferMemory,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.maxClickSize = config.maxClickSize();
        this.admin = new KafkaAdmin(kafka, config.acknowledgementTimeout());
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
     * Checks the topic, which its operator may change while ingest waits for it. Fails if it cannot have the largest
     * click or would not keep clicks, or if Kafka does not answer.
     */
    Uni<Void> checkTopic() {
        return Uni.createFrom()
                .item(Unchecked.supplier(() -> TopicCheck.of(admin.client(), List.of(topic))))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure()
                .invoke(admin::close)
                .invoke(this::evaluate)
                .replaceWithVoid();
    }

    /**
     * Repeats the check until ingest stops. A topic that is deleted may come back with the broker's settings, because a
     * producer asks for it. The outcome is {@link #problem()}; whether Kafka answers is checked elsewhere.
     */
    void watchTopic() {
        watch = Multi.createFrom()
                .ticks()
                .every(WATCH_INTERVAL)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> checkTopic().onFailure().recoverWithNull())
                .subscribe()
                .with(done -> {});
    }

    private void evaluate(TopicCheck check) {
        if (!check.warnings().equals(warnings)) {
            warnings = check.warnings();
            warnings.forEach(LOG::warn);
        }
        var found = check.errors().stream().findFirst().or(() -> tooSmall(check.maxRecordBytes()));
        found.filter(message -> !message.equals(problem))
                .ifPresent(message -> LOG.errorf("No clicks are accepted: %s", message));
        problem = found.orElse(null);
        found.ifPresent(message -> {
            throw new IllegalStateException(message);
        });
    }

    private Optional<String> tooSmall(Map<String, Long> maxRecordBytes) {
        return Optional.ofNullable(maxRecordBytes.get(topic.name()))
                .flatMap(bytes ->
                        tooSmall("max.message.bytes of topic " + topic.name(), bytes, "max-click-size", maxClickSize));
    }

    void stop(@Observes ShutdownEvent event) {
        watch.cancel();
        admin.close();
    }

    /** Why the topic cannot have the largest click, or would not keep clicks. */
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
