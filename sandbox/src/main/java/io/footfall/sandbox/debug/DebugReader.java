package io.footfall.sandbox.debug;

import io.footfall.events.topics.TopicReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** Reads whole topics for the console and for tests: committed records only, and without a consumer group. */
public final class DebugReader implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Comparator<ConsumerRecord<byte[], byte[]>> OLDEST_FIRST =
            Comparator.<ConsumerRecord<byte[], byte[]>>comparingLong(ConsumerRecord::timestamp)
                    .thenComparingInt(ConsumerRecord::partition)
                    .thenComparingLong(ConsumerRecord::offset);

    private final TopicReader reader;

    public DebugReader(String bootstrapServers) {
        this.reader = new TopicReader(
                Map.of(
                        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        (int) TIMEOUT.toMillis()),
                TIMEOUT);
    }

    public Set<String> topics() {
        return reader.topics();
    }

    /** All records of a topic, those of each partition in order. */
    public List<ConsumerRecord<byte[], byte[]>> all(String topic) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        readAll(topic, records::add);
        return records;
    }

    /** The number of records of a topic. It reads them, because transaction markers take offsets too. */
    public long count(String topic) {
        var count = new AtomicLong();
        readAll(topic, record -> count.incrementAndGet());
        return count.get();
    }

    private void readAll(String topic, Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        var partitions = partitions(topic);
        reader.read(reader.beginnings(partitions), reader.ends(partitions), handler);
    }

    /** The newest records of a topic, oldest first. */
    public List<ConsumerRecord<byte[], byte[]>> last(String topic, int records) {
        var partitions = partitions(topic);
        var beginnings = reader.beginnings(partitions);
        var ends = reader.ends(partitions);
        var newest = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        // A partition may end with markers and aborted records, so read further back until there are enough.
        for (long back = Math.max(records, 1); ; back *= 4) {
            newest.clear();
            var from = stepBack(beginnings, ends, back);
            reader.read(from, ends, newest::add);
            if (from.equals(beginnings) || newest.size() >= records) {
                break;
            }
        }
        newest.sort(OLDEST_FIRST);
        return newest.subList(Math.max(0, newest.size() - records), newest.size());
    }

    private static Map<TopicPartition, Long> stepBack(
            Map<TopicPartition, Long> beginnings, Map<TopicPartition, Long> ends, long records) {
        var from = new HashMap<TopicPartition, Long>();
        ends.forEach((partition, end) -> from.put(partition, Math.max(beginnings.get(partition), end - records)));
        return from;
    }

    /** Passes new records to the handler until the process exits. */
    public void follow(String topic, Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        reader.follow(reader.ends(partitions(topic)), handler, progress -> {});
    }

    /** Fails at once for a missing topic: the reader would wait for it. */
    private List<TopicPartition> partitions(String topic) {
        var topics = topics();
        if (!topics.contains(topic)) {
            throw new IllegalArgumentException(
                    "there is no topic " + topic + "; there are " + String.join(", ", topics));
        }
        try {
            return reader.partitions(List.of(topic));
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
