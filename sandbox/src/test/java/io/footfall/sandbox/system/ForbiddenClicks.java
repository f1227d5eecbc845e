package io.footfall.sandbox.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.events.Click;
import io.footfall.events.ClickJson;
import io.footfall.events.Headers;
import io.footfall.sandbox.RunningSandbox;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Records of the processor about probes of management pages, each with its own pattern. */
final class ForbiddenClicks {
    private ForbiddenClicks() {}

    static List<String> pages(int number) {
        return IntStream.range(0, number).mapToObj(page -> "/page" + page).toList();
    }

    /** Returns when Kafka has acknowledged all records. */
    static void send(RunningSandbox sandbox, String topic, List<String> pages)
            throws ExecutionException, InterruptedException {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", sandbox.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (var page : pages) {
                var click = new Click(
                        "desktop",
                        System.currentTimeMillis(),
                        "Title",
                        "BE",
                        0,
                        "linux",
                        "https://news.example" + page,
                        0,
                        "firefox");
                var record = new ProducerRecord<byte[], byte[]>(topic, ClickJson.forbidden(click));
                record.headers().add(Headers.FORBIDDEN_PATH, page.getBytes(UTF_8));
                record.headers().add(Headers.FORBIDDEN_PATTERN, page.getBytes(UTF_8));
                producer.send(record).get();
            }
        }
    }
}
