package io.footfall.benchmarks.kafka;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;

/** Progress of the writers and readers of a topic. */
public record TopicProgress(Admin admin, String topic) {
    /** How many records have been written and committed. */
    public long written() throws IOException, InterruptedException {
        var description = get(admin.describeTopics(List.of(topic)).allTopicNames());
        Map<TopicPartition, OffsetSpec> ends = description.get(topic).partitions().stream()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(topic, partition.partition()), any -> OffsetSpec.latest()));
        var options = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
        return get(admin.listOffsets(ends, options).all()).values().stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    /** How many records all of these consumer groups have processed, by the offsets that they have committed. */
    public long processed(List<String> groups) throws IOException, InterruptedException {
        var least = Long.MAX_VALUE;
        for (var group : groups) {
            var offsets = get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
            var processed = offsets.entrySet().stream()
                    .filter(entry -> entry.getKey().topic().equals(topic) && entry.getValue() != null)
                    .mapToLong(entry -> entry.getValue().offset())
                    .sum();
            least = Math.min(least, processed);
        }
        return least;
    }

    /** Mean size of a record on the broker's disk. */
    public double bytesPerRecord() throws IOException, InterruptedException {
        var brokers =
                get(admin.describeCluster().nodes()).stream().map(Node::id).toList();
        var bytes = get(admin.describeLogDirs(brokers).allDescriptions()).values().stream()
                .flatMap(directories -> directories.values().stream())
                .flatMap(directory -> directory.replicaInfos().entrySet().stream())
                .filter(replica -> replica.getKey().topic().equals(topic))
                .mapToLong(replica -> replica.getValue().size())
                .sum();
        return (double) bytes / written();
    }

    private <T> T get(KafkaFuture<T> future) throws IOException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IOException("Kafka has not answered a request about " + topic, e);
        }
    }
}
