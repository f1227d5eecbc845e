package io.footfall.processor;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Value of a derived record with the partition of its click, to which it is sent: so derived topics keep the order. */
final class PartitionedValue {
    private final int partition;
    private final byte[] value;

    PartitionedValue(int partition, byte[] value) {
        this.partition = partition;
        this.value = value;
    }

    static StreamPartitioner<byte[], PartitionedValue> partitioner() {
        return (topic, key, record, partitions) -> Optional.of(Set.of(record.partition % partitions));
    }

    static Serializer<PartitionedValue> serializer() {
        return (topic, record) -> record.value;
    }
}
