package io.footfall.benchmarks.processor;

import io.footfall.events.ClickJson;
import io.footfall.events.topics.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The least that turns clicks into cleaned ones: a consumer and a producer in one loop, which parses, drops what lacks
 * a field or is from abroad, and writes the rest, at least once. It counts nothing and tells nobody why it dropped
 * a click. Its clients batch and compress as those of the processor do.
 */
public final class BareLoop {
    private static final long COMMIT_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int MOST_POLLED = 1_000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final String output;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    private BareLoop(String bootstrapServers, String group, String output) {
        this.output = output;
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ConsumerConfig.GROUP_ID_CONFIG, group,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_POLLED),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.LINGER_MS_CONFIG,
                        20,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        131_072),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Arguments: the broker's address, the consumer's group and the topic for cleaned clicks. */
    public static void main(String[] arguments) throws Exception {
        new BareLoop(arguments[0], arguments[1], arguments[2]).run();
    }

    /** Goes on until the process is ended. */
    private void run() throws Exception {
        consumer.subscribe(List.of(new Topics("").clicks()));
        var committed = System.nanoTime();
        while (failure.get() == null) {
            for (var click : consumer.poll(Duration.ofMillis(100))) {
                pass(click);
            }
            if (System.nanoTime() - committed >= COMMIT_NANOS) {
                commit();
                committed = System.nanoTime();
            }
        }
        throw failure.get();
    }

    private void commit() {
        producer.flush();
        if (failure.get() == null) {
            consumer.commitAsync();
        }
    }

    private void pass(ConsumerRecord<byte[], byte[]> received) throws IOException {
        var click = BareParser.parse(received.value());
        if (click != null && isOfMarket(click.visitorCountry())) {
            var cleaned = new ProducerRecord<>(
                    output, received.partition(), received.timestamp(), received.key(), ClickJson.cleaned(click));
            var unused = producer.send(cleaned, (place, problem) -> {
                if (problem != null) {
                    failure.compareAndSet(null, problem);
                }
            });
        }
    }

    private static boolean isOfMarket(String country) {
        return country.equals("BE") || country.equals("NL");
    }
}
