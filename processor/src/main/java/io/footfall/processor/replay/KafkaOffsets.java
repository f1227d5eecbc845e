package io.footfall.processor.replay;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Asks the broker where the partitions of {@code clicks} begin and end, and how far a layer has come. */
final class KafkaOffsets {
    private static final long PATIENCE_SECONDS = 10;

    private final Admin admin;

    KafkaOffsets(Admin admin) {
        this.admin = admin;
    }

    /** By partition; whatever layer is asked about, the committed offsets of all its replicas together. */
    Map<Integer, PartitionOffsets> of(Layer layer) throws ExecutionException, InterruptedException, TimeoutException {
        var group = layer.applicationId();
        // In this order, so that nobody seems to be ahead of the end or before the beginning.
        var begins = offsets(layer, OffsetSpec.earliest());
        var committed = answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        var ends = offsets(layer, OffsetSpec.latest());
        var partitions = new TreeMap<Integer, PartitionOffsets>();
        begins.forEach((partition, begin) -> {
            var offset = committed.get(partition);
            partitions.put(
                    partition.partition(),
                    new PartitionOffsets(begin, ends.get(partition), offset == null ? begin : offset.offset()));
        });
        return partitions;
    }

    private Map<TopicPartition, Long> offsets(Layer layer, OffsetSpec spec)
            throws ExecutionException, InterruptedException, TimeoutException {
        var topic = layer.topics().clicks();
        var partitions = answer(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic).partitions().stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .collect(Collectors.toMap(Function.identity(), partition -> spec));
        return answer(admin.listOffsets(partitions).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private static <T> T answer(KafkaFuture<T> answer)
            throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
