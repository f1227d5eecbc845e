package io.footfall.processor.replay.version;

import io.footfall.events.topics.KafkaAdmin;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.OffsetSpec;

/** Gets the offsets of {@code clicks} that a serving version has processed. */
public final class VersionOffsets {
    private final KafkaAdmin admin;

    public VersionOffsets(KafkaAdmin admin) {
        this.admin = admin;
    }

    /** Offsets by partition, as committed by all replicas of the version together. */
    public Map<Integer, PartitionOffsets> of(ServingVersion version)
            throws ExecutionException, InterruptedException, TimeoutException {
        var clicks = admin.partitions(version.topics().clicks());
        // In this order, so that no version seems to be ahead of the end or before the beginning.
        var begins = admin.offsets(clicks, OffsetSpec.earliest());
        var committed = admin.committed(version.groups().processor());
        var ends = admin.offsets(clicks, OffsetSpec.latest());
        var offsets = new TreeMap<Integer, PartitionOffsets>();
        begins.forEach((partition, begin) -> offsets.put(
                partition.partition(),
                new PartitionOffsets(begin, ends.get(partition), committed.getOrDefault(partition, begin))));
        return offsets;
    }
}
