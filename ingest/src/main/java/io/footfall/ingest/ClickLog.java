package io.footfall.ingest;

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
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;

/**
 * The way into the log: clicks in, done once every one of them is acknowledged by all in-sync
 * replicas. Uses the producer of the channel {@code clicks} directly, because a message per click
 * through the channel costs twice the CPU; the producer never blocks the caller ({@code max.block.ms=0}).
 */
@ApplicationScoped
class ClickLog {
    private final KafkaClientService kafka;
    private final String topic;
    private final int maxInFlight;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile Producer<byte[], byte[]> producer;

    /** The channel itself is injected only so that it exists. */
    ClickLog(
            KafkaClientService kafka,
            @Channel("clicks") MutinyEmitter<byte[]> channel,
            @ConfigProperty(name = "footfall.topic.clicks") String topic,
            IngestConfig config) {
        this.kafka = kafka;
        this.topic = topic;
        this.maxInFlight = config.maxInFlight();
    }

    /** Asks for the topic's metadata until they are there, because a producer that never blocks cannot wait for them. */
    void start(@Observes StartupEvent event) {
        var clicks = kafka.<byte[], byte[]>getProducer("clicks").unwrap();
        Uni.createFrom()
                .item(() -> clicks.partitionsFor(topic))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(50), Duration.ofSeconds(1))
                .indefinitely()
                .subscribe()
                .with(partitions -> producer = clicks);
    }

    /** Whether the log has been found. */
    boolean isReady() {
        return producer != null;
    }

    /**
     * Appends clicks in their order.
     *
     * @param visitorId the records' key, or null
     * @return fails with {@link LogUnavailable} unless all are acknowledged; some may be in the log all the same
     */
    Uni<Void> append(byte[] visitorId, List<byte[]> clicks) {
        var count = clicks.size();
        if (count == 0) {
            return Uni.createFrom().voidItem();
        }
        if (producer == null) {
            return Uni.createFrom().failure(new LogUnavailable("the log has not been found yet"));
        }
        if (inFlight.addAndGet(count) > maxInFlight) {
            inFlight.addAndGet(-count);
            return Uni.createFrom().failure(new LogUnavailable("too many clicks wait for the log"));
        }
        return Uni.createFrom().emitter(emitter -> {
            var acknowledgements = new Acknowledgements(count, emitter);
            clicks.forEach(click -> send(new ProducerRecord<>(topic, visitorId, click), acknowledgements));
        });
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of every outcome
    private void send(ProducerRecord<byte[], byte[]> click, Acknowledgements acknowledgements) {
        producer.send(click, acknowledgements);
    }

    /** Waits for the last of several acknowledgements. */
    private final class Acknowledgements implements Callback {
        private final AtomicInteger missing;
        private final AtomicReference<Exception> failure = new AtomicReference<>();
        private final UniEmitter<? super Void> emitter;

        Acknowledgements(int count, UniEmitter<? super Void> emitter) {
            this.missing = new AtomicInteger(count);
            this.emitter = emitter;
        }

        @Override
        public void onCompletion(RecordMetadata metadata, Exception exception) {
            inFlight.decrementAndGet();
            if (exception != null) {
                failure.compareAndSet(null, exception);
            }
            if (missing.decrementAndGet() == 0) {
                complete();
            }
        }

        private void complete() {
            var cause = failure.get();
            if (cause == null) {
                emitter.complete(null);
            } else {
                emitter.fail(new LogUnavailable("the log does not acknowledge: " + cause.getMessage()));
            }
        }
    }

    /** The log cannot take clicks now; the sender has to come again. */
    static final class LogUnavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LogUnavailable(String message) {
            super(message, null, false, false);
        }
    }
}
