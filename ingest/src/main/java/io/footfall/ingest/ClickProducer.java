package io.footfall.ingest;

import io.footfall.ingest.RejectedRequest.Reason;
import io.footfall.ingest.admission.InFlightClicks;
import io.footfall.ingest.delivery.Acknowledgements;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/**
 * Writes clicks to the topic {@code clicks}; a write succeeds once all in-sync replicas have acknowledged every click.
 *
 * <p>It uses the Kafka producer of the channel {@code clicks} directly, because one message per click through the
 * channel takes twice the CPU. The producer never blocks the caller ({@code max.block.ms=0}).
 */
@ApplicationScoped
class ClickProducer {
    private static final Logger LOG = Logger.getLogger(ClickProducer.class);

    private final KafkaClientService kafka;
    private final TopicGate gate;
    private final String topic;
    private final IngestConfig config;
    private final IngestMetrics metrics;
    private final IngestLimits limits;
    private final InFlightClicks inFlight = new InFlightClicks(System::nanoTime);
    private volatile Producer<String, byte[]> producer;

    /** The channel is injected only so that it is created. */
    ClickProducer(
            KafkaClientService kafka,
            TopicGate gate,
            @Channel("clicks") MutinyEmitter<byte[]> channel,
            @ConfigProperty(name = "footfall.topic.clicks") String topic,
            IngestConfig config,
            IngestMetrics metrics,
            IngestLimits limits) {
        this.kafka = kafka;
        this.gate = gate;
        this.topic = topic;
        this.config = config;
        this.metrics = metrics;
        this.limits = limits;
        metrics.inFlight(inFlight::count);
    }

    /** Loads the topic's metadata in advance: a producer that never blocks cannot wait for them. */
    void start(@Observes StartupEvent event) {
        Uni.createFrom()
                .deferred(this::connect)
                .call(limits::checkTopic)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(50), Duration.ofSeconds(1))
                .indefinitely()
                .subscribe()
                .with(connected -> {
                    producer = connected;
                    limits.watchTopic();
                });
    }

    /**
     * Fails while the broker's name does not resolve, the topic does not exist, or its metadata are not available. A
     * producer that asks for a topic would create it, with the retention of the broker: the processor creates it.
     */
    private Uni<Producer<String, byte[]>> connect() {
        return gate.exists(topic)
                .chain(exists -> kafka.<String, byte[]>getProducer("clicks").runOnSendingThread(created -> {
                    created.partitionsFor(topic);
                    return created;
                }));
    }

    /** Whether Kafka has been reached since the start, and its topic keeps what is written. */
    boolean isConnected() {
        return producer != null && limits.problem().isEmpty();
    }

    /**
     * Whether Kafka leaves clicks unacknowledged for longer than the acknowledgement timeout, or has just failed some.
     */
    boolean isStalled() {
        return inFlight.areStalled(config.acknowledgementTimeout());
    }

    /**
     * Writes clicks in their order.
     *
     * @param sender whose key and headers the records get
     * @return fails with {@link RejectedRequest} unless all are acknowledged; some may have been written nevertheless
     */
    Uni<Void> write(Sender sender, List<byte[]> clicks) {
        var count = clicks.size();
        if (count == 0) {
            return Uni.createFrom().voidItem();
        }
        metrics.received(count);
        if (!isConnected()) {
            return unavailable(count, "Kafka is not ready for clicks");
        }
        if (isStalled()) {
            return unavailable(count, "Kafka does not answer");
        }
        if (!inFlight.reserve(count, config.maxInFlight())) {
            return unavailable(count, "too many clicks are waiting for Kafka");
        }
        return Uni.createFrom().emitter(emitter -> {
            var acknowledgements =
                    new Acknowledgements(count, inFlight, (failure, nanos) -> complete(count, failure, nanos, emitter));
            for (var click : clicks) {
                acknowledgements.send(
                        producer, new ProducerRecord<>(topic, null, null, sender.key(), click, sender.headers()));
            }
        });
    }

    private RejectedRequest rejection(Exception failure) {
        return failure instanceof RecordTooLargeException
                ? new RejectedRequest(Reason.TOO_LARGE, "a click is larger than Kafka accepts")
                : new RejectedRequest(Reason.UNAVAILABLE, "Kafka did not acknowledge the clicks", config.retryAfter());
    }

    private Uni<Void> unavailable(int count, String message) {
        metrics.unacknowledged(count);
        return Uni.createFrom().failure(new RejectedRequest(Reason.UNAVAILABLE, message, config.retryAfter()));
    }

    private void complete(int count, Exception failure, long nanos, UniEmitter<? super Void> emitter) {
        if (failure == null) {
            metrics.acknowledged(count, nanos);
            emitter.complete(null);
        } else {
            metrics.unacknowledged(count);
            LOG.debugf(failure, "Kafka did not acknowledge %d clicks for topic %s", count, topic);
            emitter.fail(rejection(failure));
        }
    }
}
