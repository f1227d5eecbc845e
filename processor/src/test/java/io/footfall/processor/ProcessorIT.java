package io.footfall.processor;

import static io.footfall.processor.Clicks.click;
import static io.footfall.testing.Patience.PATIENCE;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.footfall.broker.LocalBroker;
import io.footfall.events.ClickCounts;
import io.footfall.events.Headers;
import io.footfall.events.Json;
import io.footfall.events.PageViewWindow;
import io.footfall.events.TrafficWindow;
import io.footfall.testing.RecordSchemas;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** The packaged service with real Kafka, and an InfluxDB that is busy at first and refuses one point. */
@QuarkusIntegrationTest
@WithTestResource(KafkaTestResource.class)
class ProcessorIT {
    private LocalBroker broker;
    private KafkaTestResource.Store store;

    @TestHTTPResource(value = "", management = true)
    URL management;

    @Test
    void clicksAreValidatedRoutedCountedAndStored() throws ExecutionException, InterruptedException {
        produce(
                Clicks.bytes(click(0, "be", 0, "https://news.example/one")),
                Clicks.bytes(click(1, "NL", 7, "https://news.example/one")),
                Clicks.bytes(click(2, "BE", 0, "https://news.example/Admin/users")),
                Clicks.bytes(click(3, "FR", 0, "https://news.example/one")),
                Clicks.bytes(click(4, "BE", 0, "https://news.example/" + KafkaTestResource.BAD_POINT)),
                "nonsense".getBytes(UTF_8));

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(values("clicks-cleaned")).hasSize(4).allMatch(value -> value.contains("2018-01-13T12:00:00.00"));
            assertThat(values("clicks-out-of-market")).hasSize(1);
            assertThat(values("clicks-calculated-forbidden"))
                    .singleElement()
                    .asString()
                    .contains("\"forbidden\":true");
            assertThat(reasons()).containsExactlyInAnyOrder("not_json", "not_stored");
        });
        assertThat(store.busy()).isOne();
        assertThat(store.lines().stream().filter(line -> line.startsWith("clicks,")))
                .hasSize(3)
                .anyMatch(line -> line.startsWith("clicks,visitor_browser=safari,visitor_country=NL article=")
                        && line.contains("visitor_page_timer=7i"));
        windowsAreFinalAndCountsAreBalanced();
        theServiceReportsItsProgress();
    }

    private void windowsAreFinalAndCountsAreBalanced() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var window = Json.read(newest("clicks-calculated-traffic", "2018-").value(), TrafficWindow.class);
            assertThat(window.isFinal()).isTrue();
            assertThat(window.clicks()).isEqualTo(4);
            assertThat(window.views()).isEqualTo(3);
            assertThat(window.articles()).hasSize(3);
            var pageViews = Json.read(newest("clicks-calculated-ddos", "2018-").value(), PageViewWindow.class);
            assertThat(pageViews.isFinal()).isTrue();
            assertThat(List.of(pageViews.count(), pageViews.outOfMarket().count()))
                    .containsExactly(3L, 1L);
        });
        await().atMost(PATIENCE).untilAsserted(() -> {
            var counts = newestByKey("clicks-accounting").values().stream()
                    .map(record -> Json.read(record.value(), ClickCounts.class))
                    .toList();
            assertThat(counts.stream().mapToLong(ClickCounts::read).sum()).isEqualTo(6);
            assertThat(counts.stream().mapToLong(ClickCounts::stored).sum()).isEqualTo(3);
            assertThat(counts).allMatch(partition -> partition.inFlight() == 0);
        });
        await().atMost(PATIENCE)
                .until(() -> store.lines().stream().anyMatch(line -> line.startsWith("accounting,partition=")));
        await().atMost(PATIENCE).until(() -> store.lines().stream()
                .anyMatch(line -> line.startsWith("articles,rank=01 ") && line.contains("views=1i")));
    }

    private void theServiceReportsItsProgress() {
        await().atMost(PATIENCE).untilAsserted(() -> given().get("/replay")
                .then()
                .statusCode(200)
                .body("clicks_left", is(0))
                .body("version", is("unversioned")));
        given().get("/replay/diff").then().statusCode(400).body("message", containsString("name a version"));
        given().get(management + "health/ready").then().statusCode(200);
        given().get(management + "metrics")
                .then()
                .body(containsString("kafka_stream"))
                .body(containsString("footfall_processor_points_stored"));
    }

    /** Compressed, as ingest does. */
    private void produce(byte[]... clicks) throws ExecutionException, InterruptedException {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", broker.address(), "compression.type", "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (var click : clicks) {
                producer.send(new ProducerRecord<>("clicks", click)).get();
            }
        }
    }

    private List<String> values(String topic) {
        return records(topic).stream()
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }

    /** Reasons why clicks are rejected. The window that has the bad point's article is refused, too, once it is final. */
    private List<String> reasons() {
        return records("clicks-rejected").stream()
                .filter(record -> !text(record, Headers.SOURCE_TOPIC).equals("clicks-calculated-traffic"))
                .map(record -> text(record, Headers.REASON))
                .toList();
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, String header) {
        return new String(record.headers().lastHeader(header).value(), UTF_8);
    }

    private ConsumerRecord<byte[], byte[]> newest(String topic, String beginningOfKey) {
        var records = records(topic).stream()
                .filter(record -> new String(record.key(), UTF_8).startsWith(beginningOfKey))
                .toList();
        assertThat(records).isNotEmpty();
        return records.get(records.size() - 1);
    }

    private Map<String, ConsumerRecord<byte[], byte[]>> newestByKey(String topic) {
        var newest = new TreeMap<String, ConsumerRecord<byte[], byte[]>>();
        records(topic).forEach(record -> newest.put(new String(record.key(), UTF_8), record));
        return newest;
    }

    private static void validate(ConsumerRecord<byte[], byte[]> record) {
        var headers = new TreeMap<String, String>();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        RecordSchemas.validate(record.topic(), record.value(), headers);
    }

    /** All committed records, in the order of their partitions. Fails if one does not follow its schema. */
    private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        broker.address(),
                        "group.id",
                        UUID.randomUUID().toString(),
                        "isolation.level",
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            records.forEach(ProcessorIT::validate);
            return records;
        }
    }
}
