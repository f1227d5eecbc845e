package io.footfall.ingest;

import static io.footfall.testing.Patience.PATIENCE;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.footfall.broker.LocalBroker;
import io.footfall.events.ClockCorrection;
import io.footfall.events.Headers;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The endpoint with a real broker. */
@QuarkusTest
@WithTestResource(
        value = KafkaTestResource.class,
        initArgs = @ResourceArg(name = "footfall.ingest.visitor-secret", value = "a secret of the site"))
class ClicksInKafkaTest {
    @Inject
    IngestLimits limits;

    private LocalBroker broker;

    @BeforeEach
    void ingestIsReady() {
        await().atMost(PATIENCE).until(() -> post("{}", "Firefox") == 200);
    }

    @Test
    void clicksOfOneVisitorHaveTheSameKey() {
        post("{\"n\":1}", "Firefox");
        post("{\"n\":2}", "Firefox");
        post("{\"n\":3}", "Chrome");

        var keys = new ArrayList<String>();
        var clicks = records("clicks");
        for (var click : List.of("{\"n\":1}", "{\"n\":2}", "{\"n\":3}")) {
            keys.add(clicks.stream()
                    .filter(found -> new String(found.value(), UTF_8).equals(click))
                    .map(ConsumerRecord::key)
                    .findFirst()
                    .orElseThrow());
        }
        assertThat(keys.get(0)).hasSize(22).isEqualTo(keys.get(1)).isNotEqualTo(keys.get(2));
        assertThat(records("visitor-keys")).hasSize(2);
    }

    @Test
    void whatASenderSaysOfItsClockAndOfItselfIsInTheHeadersOfEachClick() {
        var behind = System.currentTimeMillis() - 150_000;
        var ahead = System.currentTimeMillis() + 360_000;
        post("[{\"clock\":1},{\"clock\":2}]", "Firefox", "?sent=" + behind + "&bot=webdriver");
        post("{\"clock\":3}", "Googlebot/2.1", "?bot=webdriver&sent=" + ahead);
        post("{\"clock\":4}", "", "?sent=" + behind + "&bot=probe");
        post("{\"clock\":5}", "Firefox", "?sent=" + System.currentTimeMillis());
        post("{\"clock\":6}", "Firefox", "");

        var clicks = records("clicks");
        assertThat(correction(clicks, 1)).isBetween(149_000L, 180_000L).isEqualTo(correction(clicks, 2));
        assertThat(correction(clicks, 3)).isBetween(-361_000L, -330_000L);
        assertThat(correction(clicks, 4)).isBetween(149_000L, 180_000L);
        assertThat(List.of(bot(clicks, 1), bot(clicks, 2), bot(clicks, 3), bot(clicks, 4)))
                .containsExactly("webdriver", "webdriver", "Googlebot", "probe");
        assertThat(click(clicks, 4).key()).isNull();
        assertThat(click(clicks, 5).headers()).isEmpty();
        assertThat(click(clicks, 6).headers()).isEmpty();
    }

    private static long correction(List<ConsumerRecord<String, byte[]>> clicks, int number) {
        return ClockCorrection.decode(click(clicks, number)
                .headers()
                .lastHeader(Headers.CLOCK_CORRECTION)
                .value());
    }

    private static String bot(List<ConsumerRecord<String, byte[]>> clicks, int number) {
        return new String(
                click(clicks, number).headers().lastHeader(Headers.BOT).value(), UTF_8);
    }

    private static ConsumerRecord<String, byte[]> click(List<ConsumerRecord<String, byte[]>> clicks, int number) {
        var value = "{\"clock\":%d}".formatted(number);
        return clicks.stream()
                .filter(found -> new String(found.value(), UTF_8).equals(value))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aClickThatKafkaFindsTooLargeIsRefusedForGoodAndDoesNotStallTheOthers() throws Exception {
        // Otherwise the watch may find the limit first, and ingest accepts no clicks at all.
        limits.stop(new ShutdownEvent());
        setMaxMessageBytes(30_000);
        try {
            given().body("{\"a\":\"" + textThatCannotBeCompressed() + "\"}")
                    .header("Content-Type", "text/plain")
                    .post("/clicks")
                    .then()
                    .statusCode(413)
                    .body("message", equalTo("a click is larger than Kafka accepts"));

            assertThat(post("{}", "Firefox")).isEqualTo(200);
        } finally {
            setMaxMessageBytes(1_048_588);
            limits.watchTopic();
        }
    }

    private static String textThatCannotBeCompressed() {
        var bytes = new byte[44_000];
        new Random(1).nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private void setMaxMessageBytes(int bytes) throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker.address()))) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, "clicks"),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("max.message.bytes", Integer.toString(bytes)),
                                    AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    private static int post(String click, String userAgent) {
        return post(click, userAgent, "");
    }

    private static int post(String click, String userAgent, String query) {
        return given().header("User-Agent", userAgent)
                .body(click)
                .post("/clicks" + query)
                .statusCode();
    }

    /** All records of a topic. */
    private List<ConsumerRecord<String, byte[]>> records(String topic) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", broker.address()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<String, byte[]>>();
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return partitions.stream().allMatch(partition -> consumer.position(partition) >= ends.get(partition));
            });
            return records;
        }
    }
}
