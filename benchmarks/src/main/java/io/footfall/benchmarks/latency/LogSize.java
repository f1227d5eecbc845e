package io.footfall.benchmarks.latency;

import io.footfall.benchmarks.process.Installation;
import io.footfall.benchmarks.process.Installation.Listening;
import io.footfall.events.topics.Topics;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;

/** How much room clicks take in the log, in batches as large as the load makes them. */
final class LogSize {
    private static final String CLICKS = new Topics("").clicks();

    private LogSize() {}

    /** Bytes on the broker's disk, in the mean, of the clicks that are in the log now. */
    static double bytesPerClick(Listening broker) throws IOException, InterruptedException {
        try (var admin = Installation.admin(broker)) {
            return (double) bytes(admin) / clicks(admin);
        } catch (ExecutionException e) {
            throw new IOException("the size of the log is not told", e);
        }
    }

    private static long bytes(Admin admin) throws ExecutionException, InterruptedException {
        var brokers =
                admin.describeCluster().nodes().get().stream().map(Node::id).toList();
        return admin.describeLogDirs(brokers).allDescriptions().get().values().stream()
                .flatMap(directories -> directories.values().stream())
                .flatMap(directory -> directory.replicaInfos().entrySet().stream())
                .filter(replica -> replica.getKey().topic().equals(CLICKS))
                .mapToLong(replica -> replica.getValue().size())
                .sum();
    }

    private static long clicks(Admin admin) throws ExecutionException, InterruptedException {
        var partitions = admin.describeTopics(List.of(CLICKS)).topicNameValues().get(CLICKS).get().partitions().stream()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(CLICKS, partition.partition()),
                        partition -> OffsetSpec.latest()));
        return admin.listOffsets(partitions).all().get().values().stream()
                .mapToLong(end -> end.offset())
                .sum();
    }
}
