package io.footfall.processor.alignment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Producer that looks up the partitions of each topic once. Kafka Streams asks for them with every record whose partition
 * is given, which costs half as much as sending it. After partitions have been added to a topic the service must be
 * restarted, as for those of {@code clicks}. Used by one thread.
 */
final class PartitionCachingProducer extends KafkaProducer<byte[], byte[]> {
    private final Map<String, List<PartitionInfo>> partitions = new HashMap<>();

    PartitionCachingProducer(Map<String, Object> settings) {
        super(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic) {
        return partitions.computeIfAbsent(topic, super::partitionsFor);
    }
}
