package io.footfall.alerts;

import io.footfall.alerts.life.Acknowledgement;
import io.footfall.alerts.life.Disablement;
import io.footfall.alerts.life.Redelivery;
import io.footfall.alerts.life.Silence;
import io.footfall.alerts.notify.Notice;
import io.footfall.events.Alert;
import io.footfall.events.Json;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Quarkus;
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
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Follows the topics of alerts, notices and decisions from their beginning, in every replica and for as
 * long as it lives: their records in, a {@link Chronicle} that is up to date out. It has a consumer of
 * its own, because whoever takes over has to know when it has read to the end.
 */
@Singleton
@RegisterForReflection(
        targets = {Alert.class, Notice.class, Silence.class, Acknowledgement.class, Redelivery.class, Disablement.class
        },
        registerFullHierarchy = true)
final class ChronicleChannel {
    /** Earlier than the channels, which start at {@code LIBRARY_BEFORE}. */
    private static final int BEFORE_CHANNELS = Interceptor.Priority.PLATFORM_BEFORE;

    private static final Duration SLICE = Duration.ofMillis(200);

    private final Chronicle chronicle;
    private final Map<String, Object> kafka;
    private final String alerts;
    private final String notices;
    private final String decisions;
    private final Duration patience;
    private final Map<TopicPartition, Long> read = new HashMap<>();
    private volatile boolean isEnding;
    private Consumer<String, byte[]> consumer;
    private Thread follower;

    ChronicleChannel(
            Chronicle chronicle,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "footfall.topic.alerts") String alerts,
            @ConfigProperty(name = "footfall.topic.notifications") String notices,
            @ConfigProperty(name = "footfall.topic.operator-actions") String decisions,
            AlertsConfig config) {
        this.chronicle = chronicle;
        this.kafka = kafka;
        this.alerts = alerts;
        this.notices = notices;
        this.decisions = decisions;
        this.patience = config.startTimeout();
    }

    void begin(@Observes @Priority(BEFORE_CHANNELS) StartupEvent started) throws InterruptedException {
        consumer = newConsumer();
        var partitions = Partitions.of(consumer, Stream.of(alerts, notices, decisions), patience);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        follower = new Thread(this::follow, "chronicle");
        follower.setDaemon(true);
        follower.start();
        awaitEnd();
    }

    /** Returns once everything that is in the topics now is in the chronicle. */
    void awaitEnd() throws InterruptedException {
        try (var asker = newConsumer()) {
            var partitions = Partitions.of(asker, Stream.of(alerts, notices, decisions), patience);
            awaitRead(asker.endOffsets(partitions));
        }
    }

    private synchronized void awaitRead(Map<TopicPartition, Long> ends) throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        while (!ends.entrySet().stream().allMatch(end -> read.getOrDefault(end.getKey(), 0L) >= end.getValue())) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the topics of alerts were not read to their end within " + patience);
            }
            wait(SLICE.toMillis());
        }
    }

    private void follow() {
        try {
            while (!isEnding) {
                consumer.poll(SLICE).forEach(this::take);
                noteProgress();
            }
        } catch (WakeupException ending) {
            Log.debug("the chronicle ends");
        } catch (RuntimeException | Error unexpected) {
            Log.fatal("The topics of alerts cannot be followed any more; the service ends", unexpected);
            Quarkus.asyncExit(1);
        } finally {
            consumer.close();
        }
    }

    private synchronized void noteProgress() {
        for (var partition : consumer.assignment()) {
            read.put(partition, consumer.position(partition));
        }
        notifyAll();
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.topic().equals(alerts)) {
            chronicle.alert(record.key(), value(record, Alert.class), Instant.ofEpochMilli(record.timestamp()));
        } else if (record.topic().equals(notices)) {
            chronicle.notice(record.key(), value(record, Notice.class));
        } else {
            chronicle.decisions().put(record.key(), record.value());
        }
    }

    private static <T> Optional<T> value(ConsumerRecord<String, byte[]> record, Class<T> type) {
        return Optional.ofNullable(record.value()).map(bytes -> Json.read(bytes, type));
    }

    void end(@Observes ShutdownEvent ending) throws InterruptedException {
        isEnding = true;
        if (follower != null) {
            consumer.wakeup();
            follower.join(patience.toMillis());
        }
    }

    private Consumer<String, byte[]> newConsumer() {
        var settings = new HashMap<>(kafka);
        settings.putAll(Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"));
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
