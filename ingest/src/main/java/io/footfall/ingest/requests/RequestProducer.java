package io.footfall.ingest.requests;

import io.footfall.events.settings.BrokerNames;
import io.footfall.events.topics.KafkaAdmin;
import io.footfall.events.topics.KafkaRights;
import io.footfall.events.topics.Topic;
import io.footfall.events.topics.TopicCheck;
import io.footfall.events.topics.Topics;
import io.footfall.ingest.IngestConfig;
import io.footfall.ingest.RejectedRequest;
import io.footfall.ingest.RejectedRequest.Reason;
import io.footfall.ingest.admission.InFlightClicks;
import io.footfall.ingest.delivery.Acknowledgements;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

/**
 * Writes requests to the topic {@code requests}, with the producer of clicks; a write succeeds once all in-sync replicas
 * have acknowledged every request. They get half of what clicks may have in flight, so that a shipper that catches up
 * does not keep clicks out. Clicks do not wait for this topic, nor does readiness.
 */
@Singleton
final class RequestProducer {
    private static final Logger LOG = Logger.getLogger(RequestProducer.class);
    /** Partitions, whose number does not matter. */
    private static final int SEVERAL = 2;

    private final KafkaClientService kafka;
    private final KafkaRights rights;
    private final BrokerNames names;
    private final IngestConfig config;
    private final AccessLogMetrics metrics;
    private final boolean isOn;
    private final int maxInFlight;
    private final Topic topic;
    private final KafkaAdmin admin;
    private final InFlightClicks inFlight = new InFlightClicks(System::nanoTime);
    private volatile String problem = "";
    private volatile Producer<String, byte[]> producer;

    RequestProducer(
            KafkaClientService kafka,
            BrokerNames names,
            IngestConfig config,
            AccessLogConfig accessLog,
            AccessLogMetrics metrics,
            @Identifier("default-kafka-broker") Map<String, Object> settings) {
        this.kafka = kafka;
        this.names = names;
        this.config = config;
        this.metrics = metrics;
        this.isOn = AccessLogConfig.isOn(accessLog);
        this.maxInFlight = config.maxInFlight() / 2;
        var topics = new Topics("");
        this.topic = topics.sourceOfTruth(topics.requests(), SEVERAL);
        this.admin = new KafkaAdmin(settings, config.acknowledgementTimeout());
        this.rights = new KafkaRights(settings).toWrite(List.of(topic.name()));
        if (isOn && accessLog.maxLines() > maxInFlight) {
            throw new IllegalArgumentException(
                    "footfall.ingest.access-log.max-lines is %d, but must be at most %d, half of footfall.ingest.max-in-flight"
                            .formatted(accessLog.maxLines(), maxInFlight));
        }
        metrics.inFlight(inFlight::count);
    }

    /** Loads the topic's metadata in advance: a producer that never blocks cannot wait for them. */
    void start(@Observes StartupEvent event) {
        if (isOn) {
            Uni.createFrom()
                    .deferred(this::connect)
                    .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                    .onFailure()
                    .retry()
                    .withBackOff(Duration.ofMillis(50), Duration.ofSeconds(1))
                    .indefinitely()
                    .subscribe()
                    .with(connected -> producer = connected);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        admin.close();
    }

    /**
     * Fails while the topic does not exist or would not keep requests, or ingest may not write to it. Asking here creates
     * nothing.
     */
    private Uni<Producer<String, byte[]>> connect() {
        if (!names.areResolved()) {
            return Uni.createFrom().failure(new UnknownHostException("kafka.bootstrap.servers"));
        }
        try {
            var missing = rights.problem(admin);
            if (missing.isPresent()) {
                return fail(missing.get());
            }
            var check = TopicCheck.of(admin.client(), List.of(topic));
            if (!check.errors().isEmpty()) {
                return fail(check.errors().get(0));
            }
            check.warnings().stream().filter(line -> line.startsWith("Topic ")).forEach(LOG::warn);
        } catch (ExecutionException e) {
            return e.getCause() instanceof UnknownTopicOrPartitionException
                    ? fail("Kafka has no topic %s yet, which the processor creates".formatted(topic.name()))
                    : Uni.createFrom().failure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Uni.createFrom().failure(e);
        }
        return kafka.<String, byte[]>getProducer("clicks").runOnSendingThread(created -> {
            created.partitionsFor(topic.name());
            return created;
        });
    }

    private Uni<Producer<String, byte[]>> fail(String found) {
        if (!found.equals(problem)) {
            problem = found;
            LOG.warnf("No access logs are accepted, they are answered 503: %s", found);
        }
        return Uni.createFrom().failure(new IllegalStateException(found));
    }

    String topic() {
        return topic.name();
    }

    /**
     * Writes requests in their order.
     *
     * @return fails with {@link RejectedRequest} unless all are acknowledged; some may have been written nevertheless
     */
    Uni<Void> write(List<ProducerRecord<String, byte[]>> requests) {
        var count = requests.size();
        if (count == 0) {
            return Uni.createFrom().voidItem();
        }
        metrics.received(count);
        if (producer == null) {
            return unavailable(count, "Kafka is not ready for access logs");
        }
        if (inFlight.areStalled(config.acknowledgementTimeout())) {
            return unavailable(count, "Kafka does not answer");
        }
        if (!inFlight.reserve(count, maxInFlight)) {
            return unavailable(count, "too many lines are waiting for Kafka");
        }
        return Uni.createFrom().emitter(emitter -> {
            var acknowledgements =
                    new Acknowledgements(count, inFlight, (failure, nanos) -> complete(count, failure, emitter));
            for (var request : requests) {
                acknowledgements.send(producer, request);
            }
        });
    }

    private Uni<Void> unavailable(int count, String message) {
        metrics.unacknowledged(count);
        return Uni.createFrom().failure(new RejectedRequest(Reason.UNAVAILABLE, message, config.retryAfter()));
    }

    private void complete(int count, Exception failure, UniEmitter<? super Void> emitter) {
        if (failure == null) {
            metrics.acknowledged(count);
            emitter.complete(null);
        } else {
            metrics.unacknowledged(count);
            LOG.debugf(failure, "Kafka did not acknowledge %d lines for topic %s", count, topic.name());
            emitter.fail(rejection(failure));
        }
    }

    /** A shipper would repeat for ever what is too large for Kafka. */
    private RejectedRequest rejection(Exception failure) {
        return failure instanceof RecordTooLargeException
                ? new RejectedRequest(Reason.TOO_LARGE, "a request is larger than topic " + topic.name() + " accepts")
                : new RejectedRequest(
                        Reason.UNAVAILABLE, "Kafka did not acknowledge the requests", config.retryAfter());
    }
}
