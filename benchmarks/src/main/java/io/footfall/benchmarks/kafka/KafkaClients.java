package io.footfall.benchmarks.kafka;

import static org.apache.kafka.clients.CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka clients of the benchmarks. Consumers see committed records only; producers batch as the processor does. */
public final class KafkaClients {
    private static final Map<String, Object> PRODUCER = Map.of(
            ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4",
            ProducerConfig.LINGER_MS_CONFIG, 20,
            ProducerConfig.BATCH_SIZE_CONFIG, 131_072);

    private static final Duration READ_TIMEOUT = Duration.ofMinutes(1);

    private KafkaClients() {}

    public static Admin admin(String bootstrapServers) {
        return Admin.create(Map.of(BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    public static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
        var settings = new HashMap<>(PRODUCER);
        settings.put(BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    public static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers, Map<String, Object> more) {
        var settings = new HashMap<>(more);
        settings.put(BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A consumer of all partitions of a topic without a group, at their beginnings. */
    public static KafkaConsumer<byte[], byte[]> topicConsumer(String bootstrapServers, String topic) {
        var consumer = consumer(bootstrapServers, Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000));
        var partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    /** Reads a topic from its beginning to its present end. */
    public static void read(String bootstrapServers, String topic, Consumer<ConsumerRecord<byte[], byte[]>> each)
            throws IOException {
        try (var consumer = topicConsumer(bootstrapServers, topic)) {
            var ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                var records = consumer.poll(READ_TIMEOUT);
                if (records.isEmpty()) {
                    throw new IOException("Kafka at %s has sent no record of %s for %s, before its end"
                            .formatted(bootstrapServers, topic, READ_TIMEOUT));
                }
                records.forEach(each);
            }
        }
    }
}
