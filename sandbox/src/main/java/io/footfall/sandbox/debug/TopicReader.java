package io.footfall.sandbox.debug;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics as a consumer sees them that trusts committed records only; it joins no group and leaves no trace. */
public final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaConsumer<byte[], byte[]> consumer;

    public TopicReader(String bootstrapServers) {
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        (int) PATIENCE.toMillis(),
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    public List<String> topics() {
        return consumer.listTopics().keySet().stream()
                .filter(name -> !name.startsWith("__"))
                .sorted()
                .toList();
    }

    /** Every committed record of the topic, partition by partition. */
    public List<ConsumerRecord<byte[], byte[]>> all(String topic) {
        var partitions = partitions(topic);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        readToEnd(partitions, records::add);
        return records;
    }

    /** How many committed records the topic holds; markers of transactions take offsets too, so they are read. */
    public long count(String topic) {
        var partitions = partitions(topic);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var count = new long[1];
        readToEnd(partitions, record -> count[0]++);
        return count[0];
    }

    /** The newest committed records, oldest first. */
    public List<ConsumerRecord<byte[], byte[]>> last(String topic, int records) {
        var partitions = partitions(topic);
        consumer.assign(partitions);
        var newest = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        // Aborted records and markers may fill the end of a partition: step back until there is enough.
        for (long back = Math.max(records, 1); ; back *= 4) {
            newest.clear();
            var complete = seekBack(partitions, back);
            readToEnd(partitions, newest::add);
            if (complete || newest.size() >= records) {
                break;
            }
        }
        newest.sort(Comparator.<ConsumerRecord<byte[], byte[]>>comparingLong(ConsumerRecord::timestamp)
                .thenComparingInt(ConsumerRecord::partition)
                .thenComparingLong(ConsumerRecord::offset));
        return newest.subList(Math.max(0, newest.size() - records), newest.size());
    }

    /** Hands over what is committed from now on, until the thread is interrupted. */
    public void follow(String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        var partitions = partitions(topic);
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        while (!Thread.currentThread().isInterrupted()) {
            consumer.poll(POLL).forEach(each);
        }
    }

    private boolean seekBack(List<TopicPartition> partitions, long records) {
        var beginnings = consumer.beginningOffsets(partitions);
        var atBeginning = true;
        for (var end : consumer.endOffsets(partitions).entrySet()) {
            var beginning = beginnings.get(end.getKey());
            var from = Math.max(beginning, end.getValue() - records);
            consumer.seek(end.getKey(), from);
            atBeginning &= from == beginning;
        }
        return atBeginning;
    }

    private void readToEnd(List<TopicPartition> partitions, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        var ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            consumer.poll(POLL).forEach(each);
        }
    }

    private List<TopicPartition> partitions(String topic) {
        var partitions = consumer.partitionsFor(topic);
        if (partitions == null || partitions.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no topic " + topic + "; there are " + String.join(", ", topics()));
        }
        return partitions.stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .collect(Collectors.toList());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
