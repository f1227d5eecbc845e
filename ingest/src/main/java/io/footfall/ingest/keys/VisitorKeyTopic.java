package io.footfall.ingest.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.events.topics.KafkaAdmin;
import io.footfall.events.topics.Topic;
import io.footfall.events.topics.TopicReader;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topic of the sealed keys, with one partition. A record has the time at which its day begins, so that the topic's
 * retention deletes all keys of a day at the same time, whenever they were written. Belongs to one thread.
 */
final class VisitorKeyTopic implements SharedKeys {
    private final Map<String, Object> kafka;
    private final Topic definition;
    private final String topic;
    private final Duration timeout;
    private TopicReader reader;
    /** Behind the last key that was added here. */
    private long end;

    /**
     * Connects to nothing yet.
     *
     * @param kafka settings of Kafka clients, at least {@code bootstrap.servers}
     * @param definition name of the topic, and the settings that it should have
     * @param timeout of each answer
     */
    VisitorKeyTopic(Map<String, Object> kafka, Topic definition, Duration timeout) {
        this.kafka = kafka;
        this.definition = definition;
        this.topic = definition.name();
        this.timeout = timeout;
    }

    @Override
    public List<SealedKey> read() throws InterruptedException {
        try {
            return read(reader().partitions(List.of(topic)));
        } catch (KafkaException e) {
            close();
            throw e;
        }
    }

    private List<SealedKey> read(List<TopicPartition> partitions) {
        if (partitions.size() != 1) {
            throw new IllegalStateException(
                    "topic %s has %d partitions, but must have one, because the first key counts"
                            .formatted(topic, partitions.size()));
        }
        var keys = new ArrayList<SealedKey>();
        reader.read(reader.beginnings(partitions), ends(partitions), record -> {
            if (record.key() != null && record.value() != null) {
                keys.add(new SealedKey(new String(record.key(), UTF_8), record.value()));
            }
        });
        return keys;
    }

    private TopicReader reader() {
        if (reader == null) {
            reader = new TopicReader(kafka, timeout);
        }
        return reader;
    }

    private Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
        return reader.ends(partitions).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, found -> Math.max(found.getValue(), end)));
    }

    @Override
    public void add(SealedKey key) throws InterruptedException {
        var dayBegins = LocalDate.parse(key.day()).atStartOfDay(ZoneOffset.UTC).toInstant();
        var record = new ProducerRecord<>(
                topic, null, dayBegins.toEpochMilli(), key.day().getBytes(UTF_8), key.bytes());
        try (var producer =
                new KafkaProducer<>(producerSettings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            end = 1 + producer.send(record).get().offset();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e.getCause());
        }
    }

    private Map<String, Object> producerSettings() {
        var millis = (int) timeout.toMillis();
        var settings = new HashMap<String, Object>(kafka);
        settings.keySet().retainAll(ProducerConfig.configNames());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * millis);
        return settings;
    }

    @Override
    public List<String> wrongSettings() throws InterruptedException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (var admin = new KafkaAdmin(kafka, timeout)) {
            var found = admin.await(
                            admin.client().describeConfigs(List.of(resource)).all())
                    .get(resource);
            return definition.settings().entrySet().stream()
                    .filter(setting -> !setting.getValue()
                            .equals(found.get(setting.getKey()).value()))
                    .map(setting -> "%s=%s, but should have %s"
                            .formatted(
                                    setting.getKey(),
                                    found.get(setting.getKey()).value(),
                                    setting.getValue()))
                    .sorted()
                    .toList();
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the settings of topic " + topic + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The next call connects anew. */
    @Override
    public void close() {
        end = 0;
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
