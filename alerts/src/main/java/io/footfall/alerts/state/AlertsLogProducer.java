package io.footfall.alerts.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.alerts.notify.DeadLetter;
import io.footfall.alerts.notify.Notification;
import io.footfall.alerts.state.actions.DisabledReceiver;
import io.footfall.alerts.state.actions.OperatorActions;
import io.footfall.events.Alert;
import io.footfall.events.Headers;
import io.footfall.events.Json;
import io.footfall.events.topics.ConsumerGroups;
import io.footfall.events.topics.Topics;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Produces the records of the active replica in transactions. All replicas have the same transactional id: as soon as a
 * replica has become active, Kafka accepts nothing from the one before, not even what its producer or the network held
 * back. Used by one thread.
 */
@RegisterForReflection(targets = DeadLetter.class, registerFullHierarchy = true)
public final class AlertsLogProducer implements AlertsLog {
    /** How long a write confirms that this replica is active. */
    private static final Duration CONFIRMED = Duration.ofMillis(500);

    private final Topics topics;
    private final String description;
    private final Producer<String, byte[]> producer;
    private final long fencedAtNanos;
    private long confirmedAtNanos;

    /**
     * Fences the replica that was active before.
     *
     * @param kafka at least {@code bootstrap.servers}
     * @param timeout how long to wait for Kafka now
     * @throws IllegalStateException if Kafka does not answer in time, or refuses
     */
    public AlertsLogProducer(Map<String, Object> kafka, Topics topics, Duration timeout) {
        var transactionalId = new ConsumerGroups(topics).alerts();
        this.topics = topics;
        this.description = "Kafka at %s (kafka.bootstrap.servers), transactional.id %s"
                .formatted(kafka.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG), transactionalId);
        this.producer = new KafkaProducer<>(
                settings(kafka, transactionalId), new StringSerializer(), new ByteArraySerializer());
        fence(timeout);
        this.fencedAtNanos = System.nanoTime();
        this.confirmedAtNanos = fencedAtNanos;
    }

    private static Map<String, Object> settings(Map<String, Object> kafka, String transactionalId) {
        var settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        // Kafka refuses a transaction that begins while the last one is still ending, as here the next one often does.
        settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 5L);
        // Asking is what shows that a broker has gone silently. Otherwise the next alert would find out, and wait.
        settings.put(ProducerConfig.METADATA_MAX_AGE_CONFIG, 3_000);
        // Writes wait for as long as Kafka cannot be reached.
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.MAX_VALUE);
        return settings;
    }

    private void fence(Duration timeout) {
        try {
            CompletableFuture.runAsync(producer::initTransactions).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            close();
            throw new IllegalStateException(
                    description + " has not started a transaction within " + timeout
                            + " (footfall.alerts.start-timeout); has __transaction_state enough replicas?",
                    e);
        } catch (ExecutionException e) {
            close();
            throw new IllegalStateException(description + " refused transactions: " + e.getCause(), e);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before it became the active replica", e);
        }
    }

    @Override
    public void write(Map<String, Optional<Alert>> changes) {
        commit(changes.entrySet().stream()
                .map(change -> new ProducerRecord<>(
                        topics.alerts(),
                        change.getKey(),
                        change.getValue().map(Json::write).orElse(null)))
                .toList());
    }

    @Override
    public void write(Notification notification) {
        commit(List.of(new ProducerRecord<>(topics.notifications(), notification.id(), Json.write(notification))));
    }

    @Override
    public void write(DeadLetter letter) {
        var fingerprint = letter.notification().alerts().get(0).fingerprint();
        var reason = letter.receiver() + ":" + letter.reason();
        var record = new ProducerRecord<>(topics.undelivered(), fingerprint, Json.write(letter));
        record.headers().add(Headers.REASON, reason.getBytes(UTF_8));
        commit(List.of(record));
    }

    @Override
    public void write(DisabledReceiver disabled) {
        var key = OperatorActions.disabledKey(disabled.receiver());
        commit(List.of(new ProducerRecord<>(topics.operatorActions(), key, Json.write(disabled))));
    }

    @Override
    public void deleteAction(String key) {
        commit(List.of(new ProducerRecord<>(topics.operatorActions(), key, null)));
    }

    /** The first attempts wait until what the replica before had confirmed is no longer recent. */
    @Override
    public void confirm(Notification notification) {
        awaitSince(fencedAtNanos);
        if (System.nanoTime() - confirmedAtNanos > CONFIRMED.toNanos()) {
            write(notification);
        }
    }

    private static void awaitSince(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(CONFIRMED.toNanos() - (System.nanoTime() - nanos));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before an attempt", e);
        }
    }

    private void commit(List<ProducerRecord<String, byte[]>> records) {
        if (records.isEmpty()) {
            return;
        }
        var startedAtNanos = System.nanoTime();
        try {
            producer.beginTransaction();
            for (var record : records) {
                // The commit fails if a record does.
                var unused = producer.send(record);
            }
            producer.commitTransaction();
        } catch (KafkaException e) {
            throw isFenced(e)
                    ? new IllegalStateException(
                            description + " accepts nothing more from this replica: another one has become active,"
                                    + " or Kafka could not be reached for longer than transaction.timeout.ms",
                            e)
                    : e;
        }
        confirmedAtNanos = startedAtNanos;
    }

    private static boolean isFenced(Throwable exception) {
        return exception instanceof ProducerFencedException
                || exception instanceof InvalidProducerEpochException
                || (exception.getCause() != null && isFenced(exception.getCause()));
    }

    /** Without waiting: what is not committed is aborted by the next active replica. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
