package io.footfall.benchmarks.processor;

import com.fasterxml.jackson.databind.JsonNode;
import io.footfall.benchmarks.clicks.ClickSource;
import io.footfall.benchmarks.kafka.KafkaClients;
import io.footfall.benchmarks.process.Await;
import io.footfall.events.Json;
import io.footfall.events.topics.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Checks that every topic, and the windows of 30 s, have as many clicks as were generated for them: figures of wrong
 * results mean nothing.
 */
record OutputCheck(String bootstrapServers, ClickSource source) {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    /** Of a window of the processor; the first is in those of {@code SparkJob} too. */
    private static final List<String> COUNTS =
            List.of("/count", "/unflagged_count", "/out_of_market/count", "/out_of_market/unflagged_count");

    void check(MeasuredProgram program, String version) throws IOException, InterruptedException {
        if (program == MeasuredProgram.PROCESSOR) {
            var topics = new Topics(version);
            checkRecords(topics.outOfMarket(), source.foreign());
            checkRecords(topics.rejected(), source.empty());
            checkRecords(topics.forbidden(), source.forbidden());
            awaitWindows(topics.pageViews(), source.cleaned() + source.foreign());
        }
        var outputs = program.outputs(version);
        checkRecords(outputs.get(0), source.cleaned());
        if (program == MeasuredProgram.SPARK) {
            awaitWindows(outputs.get(1), source.cleaned());
        }
    }

    private void checkRecords(String topic, long expected) throws IOException {
        var records = new AtomicLong();
        KafkaClients.read(bootstrapServers, topic, record -> records.incrementAndGet());
        if (records.get() != expected) {
            throw new IOException("%s has %,d clicks instead of %,d".formatted(topic, records.get(), expected));
        }
    }

    /** The last windows are published some time after the clicks. */
    private void awaitWindows(String topic, long expected) throws IOException, InterruptedException {
        Await.until(TIMEOUT, "%s has not counted %,d clicks".formatted(topic, expected), () -> {
            // A window's counts only grow, and its records may be in several partitions.
            Map<String, Long> counts = new HashMap<>();
            KafkaClients.read(bootstrapServers, topic, record -> {
                var window = Json.read(record.value(), JsonNode.class);
                counts.merge(window.get("window") + " " + window.get("flagged"), clicks(window), Math::max);
            });
            return counts.values().stream().mapToLong(Long::longValue).sum() == expected;
        });
    }

    static long clicks(JsonNode window) {
        return COUNTS.stream().mapToLong(count -> window.at(count).asLong()).sum();
    }
}
