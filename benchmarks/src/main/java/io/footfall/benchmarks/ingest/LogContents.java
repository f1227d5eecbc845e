package io.footfall.benchmarks.ingest;

import io.footfall.benchmarks.load.ClickNumber;
import io.footfall.events.topics.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The clicks that are in the log, from its beginning to its end.
 *
 * @param present sequence numbers that are there
 * @param duplicates records whose number was there already
 */
record LogContents(BitSet present, long duplicates) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    static LogContents read(String bootstrapServers) throws IOException {
        var settings = Map.<String, Object>of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(new Topics("").clicks()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return read(consumer, consumer.endOffsets(partitions));
        }
    }

    private static LogContents read(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends)
            throws IOException {
        var present = new BitSet();
        var duplicates = 0L;
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (var click : consumer.poll(Duration.ofSeconds(1))) {
                var number = ClickNumber.in(click.value());
                duplicates += present.get(number) ? 1 : 0;
                present.set(number);
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("the log was not read to its end within " + PATIENCE);
            }
        }
        return new LogContents(present, duplicates);
    }

    /** How many of these are not in the log. */
    int missing(BitSet promised) {
        return minus(promised, present);
    }

    /** How many in the log are none of these. */
    int beside(BitSet promised) {
        return minus(present, promised);
    }

    private static int minus(BitSet from, BitSet what) {
        var rest = (BitSet) from.clone();
        rest.andNot(what);
        return rest.cardinality();
    }
}
