package io.footfall.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.footfall.benchmarks.process.KafkaClients;
import io.footfall.events.Click;
import io.footfall.events.ClickJson;
import io.footfall.events.Headers;
import io.footfall.events.topics.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes the clicks of a {@link ClickSource} that have all fields to {@code clicks-cleaned}, as the topology writes them. */
public final class CleanedClicks {
    private static final String TOPIC = new Topics("").cleaned();
    private static final ObjectMapper JSON = new ObjectMapper();

    private CleanedClicks() {}

    /** Writes so many clicks, and waits until Kafka has acknowledged them. */
    public static void write(ClickSource source, long clicks, String bootstrapServers) throws IOException {
        var failure = new AtomicReference<Exception>();
        try (var producer = KafkaClients.producer(bootstrapServers)) {
            for (var written = 0L; written < clicks; ) {
                var click = source.next();
                var json = JSON.readTree(click.value());
                if (json.has(ClickJson.ARTICLE)) {
                    var unused = producer.send(cleaned(click, json, written), (place, problem) -> {
                        if (problem != null) {
                            failure.compareAndSet(null, problem);
                        }
                    });
                    written++;
                }
            }
        }
        if (failure.get() != null) {
            throw new IOException("Kafka has not accepted the clicks", failure.get());
        }
    }

    private static ProducerRecord<byte[], byte[]> cleaned(
            ProducerRecord<byte[], byte[]> click, JsonNode json, long offset) {
        var value = ClickJson.cleaned(new Click(
                json.get(ClickJson.VISITOR_PLATFORM).asText(),
                json.get(ClickJson.TS_INGEST).asLong(),
                json.get(ClickJson.ARTICLE_TITLE).asText(),
                json.get(ClickJson.VISITOR_COUNTRY).asText(),
                json.get(ClickJson.VISITOR_PAGE_TIMER).asLong(),
                json.get(ClickJson.VISITOR_OS).asText(),
                json.get(ClickJson.ARTICLE).asText(),
                json.get(ClickJson.VISITOR_PAGE_HEIGHT).asLong(),
                json.get(ClickJson.VISITOR_BROWSER).asText()));
        var cleaned = new ProducerRecord<>(TOPIC, click.partition(), click.timestamp(), click.key(), value);
        cleaned.headers().add(Headers.SOURCE_OFFSET, Long.toString(offset).getBytes(StandardCharsets.UTF_8));
        return cleaned;
    }
}
