package io.footfall.alerts.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.alerts.AlertsConfig;
import io.footfall.alerts.notify.Notification;
import io.footfall.alerts.state.actions.Acknowledgement;
import io.footfall.alerts.state.actions.DisabledReceiver;
import io.footfall.alerts.state.actions.Redelivery;
import io.footfall.alerts.state.actions.Silence;
import io.footfall.events.Alert;
import io.footfall.events.Json;
import io.footfall.events.settings.ServiceMain;
import io.footfall.events.topics.TopicReader;
import io.footfall.events.topics.Topics;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Keeps the {@link AlertsView} up to date from the beginning of its topics, in every replica. It is no channel, because
 * a replica that becomes active must know when the view is complete.
 */
@Singleton
@RegisterForReflection(
        targets = {
            Alert.class,
            Notification.class,
            Silence.class,
            Acknowledgement.class,
            Redelivery.class,
            DisabledReceiver.class
        },
        registerFullHierarchy = true)
public final class AlertsViewConsumer {
    /** Channels start at {@code LIBRARY_BEFORE}; the view must be complete before. */
    private static final int BEFORE_CHANNELS = Interceptor.Priority.PLATFORM_BEFORE + 1;

    private static final Duration CHECK_INTERVAL = Duration.ofMillis(200);

    private final AlertsView view;
    private final Map<String, Object> kafka;
    private final Topics topics;
    private final Duration timeout;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private TopicReader reader;
    private Thread thread;

    AlertsViewConsumer(
            AlertsView view,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            Topics topics,
            AlertsConfig config) {
        this.view = view;
        this.kafka = kafka;
        this.topics = topics;
        this.timeout = config.startTimeout();
    }

    void start(@Observes @Priority(BEFORE_CHANNELS) StartupEvent started) throws InterruptedException {
        reader = new TopicReader(kafka, timeout);
        var beginnings = beginnings(reader);
        thread = new Thread(() -> follow(beginnings), "alerts-view");
        thread.setDaemon(true);
        thread.start();
        awaitEnd();
    }

    private Map<TopicPartition, Long> beginnings(TopicReader newReader) throws InterruptedException {
        try {
            return newReader.beginnings(newReader.partitions(topicNames()));
        } catch (TimeoutException e) {
            throw unreadable(e);
        }
    }

    /** Returns once all records that are in the topics now are in the view. */
    public void awaitEnd() throws InterruptedException {
        awaitPositions(ends());
    }

    private Map<TopicPartition, Long> ends() throws InterruptedException {
        try (var temporary = new TopicReader(kafka, timeout)) {
            return temporary.ends(temporary.partitions(topicNames()));
        } catch (TimeoutException e) {
            throw unreadable(e);
        }
    }

    private synchronized void awaitPositions(Map<TopicPartition, Long> ends) throws InterruptedException {
        var deadline = System.nanoTime() + timeout.toNanos();
        while (!ends.entrySet().stream().allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue())) {
            if (System.nanoTime() > deadline) {
                throw unreadable(new TimeoutException(
                        "read up to %s of %s; a transaction may be open".formatted(positions, ends)));
            }
            wait(CHECK_INTERVAL.toMillis());
        }
    }

    private IllegalStateException unreadable(TimeoutException cause) {
        return new IllegalStateException(
                "Topics %s of Kafka at %s (kafka.bootstrap.servers) could not be read within %s"
                                .formatted(topicNames(), kafka.get("bootstrap.servers"), timeout)
                        + " (footfall.alerts.start-timeout): " + cause.getMessage(),
                cause);
    }

    private List<String> topicNames() {
        return List.of(topics.alerts(), topics.notifications(), topics.operatorActions());
    }

    private void follow(Map<TopicPartition, Long> from) {
        try (var following = reader) {
            following.follow(from, this::put, this::updatePositions);
        } catch (WakeupException stopping) {
            Log.debug("Stopped reading the alert topics");
        } catch (RuntimeException | Error unexpected) {
            Log.fatalf(unexpected, "The alert topics %s of Kafka can no longer be read; stopping", topicNames());
            ServiceMain.stopAfterFailure();
        }
    }

    private synchronized void updatePositions(Map<TopicPartition, Long> newest) {
        positions.putAll(newest);
        notifyAll();
    }

    private void put(ConsumerRecord<byte[], byte[]> record) {
        var key = new String(record.key(), UTF_8);
        if (record.topic().equals(topics.alerts())) {
            view.putAlert(key, value(record, Alert.class), Instant.ofEpochMilli(record.timestamp()));
        } else if (record.topic().equals(topics.notifications())) {
            view.putNotification(key, value(record, Notification.class));
        } else {
            view.actions().put(key, record.value());
        }
    }

    private static <T> Optional<T> value(ConsumerRecord<byte[], byte[]> record, Class<T> type) {
        return Optional.ofNullable(record.value()).map(bytes -> Json.read(bytes, type));
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        if (thread != null) {
            reader.wakeup();
            thread.join(timeout.toMillis());
        }
    }
}
