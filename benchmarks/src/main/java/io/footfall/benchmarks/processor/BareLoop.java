package io.footfall.benchmarks.processor;

import io.footfall.benchmarks.kafka.KafkaClients;
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
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The least that cleans clicks: a consumer and a producer in one loop that parses, drops clicks that lack a field or are
 * of other countries, and writes the others at least once. It counts nothing and does not say why it drops a click.
 */
public final class BareLoop {
    private static final long COMMIT_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int MOST_POLLED = 1_000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final String output;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    private BareLoop(String bootstrapServers, String output) {
        this.output = output;
        consumer = KafkaClients.consumer(
                bootstrapServers,
                Map.of(
                        ConsumerConfig.GROUP_ID_CONFIG,
                        output,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        MOST_POLLED));
        producer = KafkaClients.producer(bootstrapServers);
    }

    /** Arguments: the broker's address and the topic for cleaned clicks, which is also the name of the group. */
    public static void main(String[] arguments) throws Exception {
        new BareLoop(arguments[0], arguments[1]).run();
    }

    /** Runs until the process is ended. */
    private void run() throws Exception {
        consumer.subscribe(List.of(new Topics("").clicks()));
        var committed = System.nanoTime();
        while (failure.get() == null) {
            for (var click : consumer.poll(Duration.ofMillis(100))) {
                process(click);
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

    private void process(ConsumerRecord<byte[], byte[]> received) throws IOException {
        var click = BareParser.parse(received.value());
        if (click != null && isInMarket(click.visitorCountry())) {
            var cleaned = new ProducerRecord<>(
                    output, received.partition(), received.timestamp(), received.key(), ClickJson.cleaned(click));
            var unused = producer.send(cleaned, (place, problem) -> {
                if (problem != null) {
                    failure.compareAndSet(null, problem);
                }
            });
        }
    }

    private static boolean isInMarket(String country) {
        return country.equals("BE") || country.equals("NL");
    }
}
