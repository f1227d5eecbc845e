package io.footfall.benchmarks.process;

import static org.apache.kafka.clients.CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG;

import io.footfall.events.topics.KafkaAdmin;
import io.footfall.events.topics.TopicReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka clients of the benchmarks. Consumers see committed records only; producers batch as the processor does. */
public final class KafkaClients {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private KafkaClients() {}

    public static KafkaAdmin admin(String bootstrapServers) {
        return new KafkaAdmin(Map.of(BOOTSTRAP_SERVERS_CONFIG, bootstrapServers), TIMEOUT);
    }

    public static TopicReader reader(String bootstrapServers) {
        return new TopicReader(Map.of(BOOTSTRAP_SERVERS_CONFIG, bootstrapServers), TIMEOUT);
    }

    public static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
        var settings = new HashMap<String, Object>(Servers.environment("""
                compression.type=lz4
                linger.ms=20
                batch.size=131072
                """));
        settings.put(BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * A member of a consumer group that commits no offsets by itself.
     *
     * @param reset {@code earliest} or {@code latest}: where it begins
     */
    public static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers, String group, String reset) {
        var settings = new HashMap<String, Object>(Servers.environment("""
                enable.auto.commit=false
                isolation.level=read_committed
                max.poll.records=1000
                """));
        settings.put(BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, reset);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
