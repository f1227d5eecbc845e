package io.footfall.ingest;

import io.footfall.ingest.Refused.Reason;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/**
 * The way into the log: clicks in, done once every one of them is acknowledged by all in-sync
 * replicas. Uses the producer of the channel {@code clicks} directly, because a message per click
 * through the channel costs twice the CPU; the producer never blocks the caller ({@code max.block.ms=0}).
 */
@ApplicationScoped
class ClickLog {
    private static final Logger LOG = Logger.getLogger(ClickLog.class);

    private final KafkaClientService kafka;
    private final String topic;
    private final IngestConfig config;
    private final Metrics metrics;
    private final Deliveries deliveries = new Deliveries(System::nanoTime);
    private volatile Producer<String, byte[]> producer;

    /** The channel itself is injected only so that it exists. */
    ClickLog(
            KafkaClientService kafka,
            @Channel("clicks") MutinyEmitter<byte[]> channel,
            @ConfigProperty(name = "footfall.topic.clicks") String topic,
            IngestConfig config,
            Metrics metrics) {
        this.kafka = kafka;
        this.topic = topic;
        this.config = config;
        this.metrics = metrics;
        metrics.inFlight(deliveries::inFlight);
    }

    /** Asks for the topic's metadata until they are there, because a producer that never blocks cannot wait for them. */
    void start(@Observes StartupEvent event) {
        Uni.createFrom()
                .deferred(this::find)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(50), Duration.ofSeconds(1))
                .indefinitely()
                .subscribe()
                .with(found -> producer = found);
    }

    /** Fails while the broker's name or the topic's metadata cannot be had. */
    private Uni<Producer<String, byte[]>> find() {
        return kafka.<String, byte[]>getProducer("clicks").runOnSendingThread(found -> {
            found.partitionsFor(topic);
            return found;
        });
    }

    /** Whether the log has been found, and takes what it is given. */
    boolean isReady() {
        return producer != null && !deliveries.areStuck(config.patience());
    }

    /**
     * Appends clicks in their order.
     *
     * @param sender whose key and headers the records get
     * @return fails with {@link Refused} unless all are acknowledged; some may be in the log all the same
     */
    Uni<Void> append(Sender sender, List<byte[]> clicks) {
        var count = clicks.size();
        if (count == 0) {
            return Uni.createFrom().voidItem();
        }
        metrics.received(count);
        if (producer == null) {
            return unavailable(count, "the log has not been found yet");
        }
        if (deliveries.areStuck(config.patience())) {
            return unavailable(count, "the log does not answer");
        }
        if (!deliveries.begin(count, config.maxInFlight())) {
            return unavailable(count, "too many clicks wait for the log");
        }
        return Uni.createFrom().emitter(emitter -> {
            var acknowledgements = new Acknowledgements(count, emitter);
            for (var click : clicks) {
                send(new ProducerRecord<>(topic, null, null, sender.key(), click, sender.headers()), acknowledgements);
            }
        });
    }

    private Uni<Void> unavailable(int count, String message) {
        metrics.unacknowledged(count);
        return Uni.createFrom().failure(new Refused(Reason.UNAVAILABLE, message, config.retryAfter()));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of every outcome
    private void send(ProducerRecord<String, byte[]> click, Acknowledgements acknowledgements) {
        try {
            producer.send(click, acknowledgements);
        } catch (RuntimeException e) {
            // What is thrown is not told to the callback, and a click that nobody accounts for would be in flight for
            // ever.
            acknowledgements.onCompletion(null, e);
        }
    }

    /** Waits for the last of several acknowledgements. */
    private final class Acknowledgements implements Callback {
        private final int count;
        private final AtomicInteger missing;
        private final long sent = System.nanoTime();
        private final UniEmitter<? super Void> emitter;
        private volatile Exception failure;

        Acknowledgements(int count, UniEmitter<? super Void> emitter) {
            this.count = count;
            this.missing = new AtomicInteger(count);
            this.emitter = emitter;
        }

        @Override
        public void onCompletion(RecordMetadata metadata, Exception exception) {
            if (exception == null) {
                deliveries.acknowledged();
            } else {
                deliveries.failed();
                failure = exception;
            }
            if (missing.decrementAndGet() == 0) {
                complete();
            }
        }

        private void complete() {
            if (failure == null) {
                metrics.acknowledged(count, System.nanoTime() - sent);
                emitter.complete(null);
            } else {
                metrics.unacknowledged(count);
                LOG.debugf(failure, "the log does not acknowledge");
                emitter.fail(new Refused(Reason.UNAVAILABLE, "the log does not acknowledge", config.retryAfter()));
            }
        }
    }
}
