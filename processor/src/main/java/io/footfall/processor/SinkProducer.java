package io.footfall.processor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The producer of a Streams thread. Streams asks how many partitions a topic has for each record whose partition is
 * given, which costs as much as half of sending it; here it is asked once. Who adds partitions starts the service again,
 * as for those of the log.
 */
final class SinkProducer extends KafkaProducer<byte[], byte[]> {
    /** Of one thread, as this producer is. */
    private final Map<String, List<PartitionInfo>> partitions = new HashMap<>();

    SinkProducer(Map<String, Object> settings) {
        super(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic) {
        return partitions.computeIfAbsent(topic, super::partitionsFor);
    }
}
