package io.footfall.alerts.life;

import io.footfall.events.Alert;
import io.footfall.events.Json;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The topic of alerts in, from its beginning to its end; a book that knows them out, before the first
 * security record is consumed, so that a restart tells nobody twice.
 */
@Singleton
final class HistoryChannel {
    /** Earlier than the channels, which start at {@code LIBRARY_BEFORE}. */
    private static final int BEFORE_CHANNELS = Interceptor.Priority.PLATFORM_BEFORE;

    private final AlertBook book;
    private final Map<String, Object> kafka;
    private final String topic;
    private final Patience patience;

    HistoryChannel(
            AlertBook book,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "footfall.topic.alerts") String topic,
            Patience patience) {
        this.book = book;
        this.kafka = kafka;
        this.topic = topic;
        this.patience = patience;
    }

    void readBack(@Observes @Priority(BEFORE_CHANNELS) StartupEvent started) throws InterruptedException {
        var settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            readToEnd(consumer, partitions(consumer));
        } catch (TimeoutException e) {
            throw new IllegalStateException(failure("cannot be read"), e);
        }
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) throws InterruptedException {
        var deadline = patience.begin();
        while (true) {
            var found = consumer.partitionsFor(topic, deadline.left());
            if (found != null && !found.isEmpty()) {
                return found.stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList();
            }
            if (deadline.over()) {
                throw new IllegalStateException(failure("does not exist"));
            }
            deadline.pause();
        }
    }

    private void readToEnd(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions, patience.begin().left());
        var deadline = patience.begin();
        while (!ends.entrySet().stream()
                .allMatch(
                        end -> consumer.position(end.getKey(), patience.begin().left()) >= end.getValue())) {
            if (deadline.over()) {
                throw new IllegalStateException(failure("was not read to its end"));
            }
            for (var record : consumer.poll(Patience.SLICE)) {
                if (record.value() != null) {
                    book.restore(Json.read(record.value(), Alert.class), Instant.ofEpochMilli(record.timestamp()));
                }
            }
        }
    }

    private String failure(String what) {
        return "Topic %s %s at %s (kafka.bootstrap.servers) within %s"
                .formatted(topic, what, kafka.get("bootstrap.servers"), patience.most());
    }
}
