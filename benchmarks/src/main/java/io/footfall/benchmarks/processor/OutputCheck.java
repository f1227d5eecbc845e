package io.footfall.benchmarks.processor;

import com.fasterxml.jackson.databind.JsonNode;
import io.footfall.benchmarks.load.ClickSource;
import io.footfall.benchmarks.process.Await;
import io.footfall.events.Json;
import io.footfall.events.topics.TopicReader;
import io.footfall.events.topics.Topics;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Checks that each click is cleaned and counted in a window of 30 s once: figures of wrong results mean nothing. */
record OutputCheck(TopicReader reader, ClickSource source) {
    /** Of a window of the processor; the first is in those of {@code SparkJob} too. */
    private static final List<String> COUNTS =
            List.of("/count", "/unflagged_count", "/out_of_market/count", "/out_of_market/unflagged_count");

    void check(MeasuredProgram program, String version) throws Exception {
        if (program == MeasuredProgram.PROCESSOR) {
            awaitWindows(new Topics(version).pageViews(), source.cleaned() + source.foreign());
        }
        var outputs = program.outputs(version);
        var cleaned = new AtomicLong();
        read(outputs.get(0), record -> cleaned.incrementAndGet());
        if (cleaned.get() != source.cleaned()) {
            throw new IOException("%,d cleaned clicks instead of %,d".formatted(cleaned.get(), source.cleaned()));
        }
        if (program == MeasuredProgram.SPARK) {
            awaitWindows(outputs.get(1), source.cleaned());
        }
    }

    /** The last windows are published some time after the clicks. */
    private void awaitWindows(String topic, long expected) throws Exception {
        Await.until("%s has not counted %,d clicks".formatted(topic, expected), () -> {
            // A window's counts only grow, and its records may be in several partitions.
            Map<String, Long> counts = new HashMap<>();
            read(topic, record -> {
                var window = Json.read(record.value(), JsonNode.class);
                counts.merge(window.get("window") + " " + window.get("flagged"), clicks(window), Math::max);
            });
            return counts.values().stream().mapToLong(Long::longValue).sum() == expected;
        });
    }

    /** Reads a topic from its beginning to its present end. */
    private void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) throws InterruptedException {
        var partitions = reader.partitions(List.of(topic));
        reader.read(reader.beginnings(partitions), reader.ends(partitions), each);
    }

    static long clicks(JsonNode window) {
        return COUNTS.stream().mapToLong(count -> window.at(count).asLong()).sum();
    }
}
