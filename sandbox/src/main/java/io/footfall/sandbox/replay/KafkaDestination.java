package io.footfall.sandbox.replay;

import io.footfall.sandbox.delivery.DeliveryCounts;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes clicks to a Kafka topic, unchanged and without a key. */
final class KafkaDestination implements ReplayDestination {
    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final DeliveryCounts counts;
    private final RejectedClicks rejected;

    KafkaDestination(String bootstrapServers, String topic, DeliveryCounts counts, RejectedClicks rejected) {
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        Integer.MAX_VALUE,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        Integer.MAX_VALUE),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.topic = topic;
        this.counts = counts;
        this.rejected = rejected;
    }

    @Override
    public void send(List<RecordedClick> clicks) {
        for (var click : clicks) {
            var unused = producer.send(new ProducerRecord<>(topic, click.bytes()), (written, failure) -> {
                if (failure == null) {
                    counts.accepted(1);
                } else {
                    rejected.add(click.line(), "Kafka: " + failure.getMessage());
                }
            });
        }
    }

    /** Waits until Kafka has acknowledged all clicks. */
    @Override
    public void close() {
        producer.close();
    }
}
