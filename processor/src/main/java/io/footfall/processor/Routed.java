package io.footfall.processor;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** A value with the partition that its click came from, where it stays: so a partition keeps its order. */
final class Routed {
    private final int partition;
    private final byte[] value;

    Routed(int partition, byte[] value) {
        this.partition = partition;
        this.value = value;
    }

    static StreamPartitioner<byte[], Routed> partitioner() {
        return (topic, key, routed, partitions) -> Optional.of(Set.of(routed.partition % partitions));
    }

    static Serializer<Routed> serializer() {
        return (topic, routed) -> routed.value;
    }
}
