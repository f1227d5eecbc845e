package io.footfall.benchmarks.processor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.footfall.benchmarks.process.KafkaClients;
import io.footfall.events.Click;
import io.footfall.events.ClickJson;
import io.footfall.events.topics.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
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
    private static final int FIELDS = 9;
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final String output;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    private BareLoop(String bootstrapServers, String output) {
        this.output = output;
        consumer = KafkaClients.consumer(bootstrapServers, output, "earliest");
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
        var click = parse(received.value());
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

    /** Parses a click token by token; null if a field is missing. */
    static Click parse(byte[] value) throws IOException {
        try (var json = JSON.createParser(value)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            return readFields(json);
        }
    }

    private static Click readFields(JsonParser json) throws IOException {
        String platform = null;
        String title = null;
        String country = null;
        String os = null;
        String article = null;
        String browser = null;
        long time = 0;
        long timer = 0;
        long height = 0;
        var found = 0;
        for (var field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            var token = json.nextToken();
            if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NUMBER_INT) {
                json.skipChildren();
                continue;
            }
            found++;
            switch (field) {
                case ClickJson.VISITOR_PLATFORM -> platform = json.getText();
                case ClickJson.TS_INGEST -> time = json.getLongValue();
                case ClickJson.ARTICLE_TITLE -> title = json.getText();
                case ClickJson.VISITOR_COUNTRY -> country = json.getText();
                case ClickJson.VISITOR_PAGE_TIMER -> timer = json.getLongValue();
                case ClickJson.VISITOR_OS -> os = json.getText();
                case ClickJson.ARTICLE -> article = json.getText();
                case ClickJson.VISITOR_PAGE_HEIGHT -> height = json.getLongValue();
                case ClickJson.VISITOR_BROWSER -> browser = json.getText();
                default -> found--;
            }
        }
        return found == FIELDS
                ? new Click(
                        platform, time, title, country.toUpperCase(Locale.ROOT), timer, os, article, height, browser)
                : null;
    }
}
