package io.footfall.ingest;

import io.footfall.events.settings.BrokerNames;
import io.footfall.events.topics.KafkaAdmin;
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
    private final AtomicBoolean hasLogged = new AtomicBoolean();

    TopicGate(BrokerNames names, IngestConfig config, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.names = names;
        this.timeout = config.acknowledgementTimeout();
        this.admin = new KafkaAdmin(kafka, timeout);
    }

    @Produces
    @Singleton
    static BrokerNames brokerNames(@ConfigProperty(name = "kafka.bootstrap.servers") String servers) {
        return new BrokerNames(servers);
    }

    /** Fails if the topic does not exist, no broker's name resolves, or Kafka does not answer. */
    Uni<Void> exists(String topic) {
        return names.areResolved()
                ? isKnown(topic)
                : Uni.createFrom().failure(new UnknownHostException("kafka.bootstrap.servers"));
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
