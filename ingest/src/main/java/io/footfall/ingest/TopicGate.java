package io.footfall.ingest;

import io.footfall.events.settings.BrokerNames;
import io.footfall.events.topics.KafkaAdmin;
import io.footfall.events.topics.KafkaRights;
import io.footfall.events.topics.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Keeps the producer away from a topic that does not exist: many brokers create a topic that a producer asks for, with
 * their own retention. Asking here creates nothing.
 */
@Singleton
final class TopicGate {
    private static final Logger LOG = Logger.getLogger(TopicGate.class);

    private final BrokerNames names;
    private final Duration timeout;
    private final KafkaAdmin admin;
    private final KafkaRights rights;
    private volatile String problem;
    private final AtomicBoolean hasLogged = new AtomicBoolean();

    TopicGate(BrokerNames names, IngestConfig config, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.names = names;
        this.timeout = config.acknowledgementTimeout();
        this.admin = new KafkaAdmin(kafka, timeout);
        var topics = new Topics("");
        this.rights = new KafkaRights(kafka).toWrite(List.of(topics.clicks()));
        if (config.visitorSecret().isPresent()) {
            rights.toRead(List.of(topics.visitorKeys())).toWrite(List.of(topics.visitorKeys()));
        }
    }

    @Produces
    @Singleton
    static BrokerNames brokerNames(@ConfigProperty(name = "kafka.bootstrap.servers") String servers) {
        return new BrokerNames(servers);
    }

    /**
     * Fails if the topic does not exist, no broker's name resolves, Kafka does not answer, or ingest lacks rights. Blocks
     * while it asks for these.
     */
    Uni<Void> exists(String topic) {
        if (!names.areResolved()) {
            return Uni.createFrom().failure(new UnknownHostException("kafka.bootstrap.servers"));
        }
        try {
            checkRights();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Uni.createFrom().failure(e);
        }
        return isKnown(topic);
    }

    /** What this service's user of Kafka lacks. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    private Uni<Void> isKnown(String topic) {
        return Uni.createFrom()
                .completionStage(() -> admin.client()
                        .describeTopics(List.of(topic))
                        .topicNameValues()
                        .get(topic)
                        .toCompletionStage())
                .ifNoItem()
                .after(timeout)
                .fail()
                .onFailure(UnknownTopicOrPartitionException.class)
                .invoke(() -> logOnce(topic))
                .replaceWithVoid();
    }

    private void checkRights() throws InterruptedException {
        var found = rights.problem(admin);
        if (found.isPresent()) {
            if (!found.get().equals(problem)) {
                LOG.errorf("No clicks are accepted. %s", found.get());
            }
            problem = found.get();
            throw new IllegalStateException(problem);
        }
        problem = null;
    }

    private void logOnce(String topic) {
        if (hasLogged.compareAndSet(false, true)) {
            LOG.warnf(
                    "Kafka has no topic %s yet, which the processor creates; clicks are answered 503 until then",
                    topic);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        admin.close();
    }
}
