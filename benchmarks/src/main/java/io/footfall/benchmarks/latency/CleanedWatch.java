package io.footfall.benchmarks.latency;

import com.fasterxml.jackson.databind.JsonNode;
import io.footfall.benchmarks.process.Watch;
import io.footfall.events.ClickJson;
import io.footfall.events.Json;
import io.footfall.events.topics.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads cleaned clicks as they are committed, and keeps how old each is. */
final class CleanedWatch implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Histogram delays = new ConcurrentHistogram(3);
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Watch watch;
    private volatile long measuredFrom = Long.MAX_VALUE;

    CleanedWatch(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(new Topics("").cleaned()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        watch = new Watch("cleaned clicks", this::look);
    }

    /**
     * Keeps clicks from a moment on.
     *
     * @param from ms since the epoch
     */
    void measure(long from) {
        measuredFrom = from;
    }

    private void look() {
        var records = consumer.poll(Duration.ofMillis(100));
        var now = System.currentTimeMillis();
        records.forEach(record -> {
            var eventTime = Json.read(record.value(), JsonNode.class).path(ClickJson.TS_INGEST);
            var sent = Instant.parse(eventTime.asText()).toEpochMilli();
            if (sent >= measuredFrom) {
                delays.recordValue(Math.max(0, now - sent));
            }
        });
    }

    /** Waits until there are so many clicks, which is all of them, and tells how old each was, ms. */
    Histogram delays(long clicks) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (delays.getTotalCount() < clicks) {
            if (System.nanoTime() > deadline) {
                throw new IOException(
                        "%,d of %,d clicks were cleaned within %s".formatted(delays.getTotalCount(), clicks, PATIENCE));
            }
            Thread.sleep(50);
        }
        return delays;
    }

    @Override
    public void close() {
        watch.close();
        consumer.close();
    }
}
