package io.footfall.dashboard;

import static io.footfall.dashboard.Samples.alert;
import static io.footfall.dashboard.Samples.window;
import static io.footfall.testing.Patience.PATIENCE;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.footfall.broker.LocalBroker;
import io.footfall.events.ClickCounts;
import io.footfall.events.Json;
import io.footfall.events.TrafficWindow.Article;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The native binary with a real broker: page, stream and API show what is in the topics. */
@QuarkusIntegrationTest
@WithTestResource(DashboardIT.KafkaWithRecords.class)
class DashboardIT {
    @TestHTTPResource("/stream")
    URL stream;

    /** A broker with windows, click counts and an alert, compressed as the other services write them. */
    public static final class KafkaWithRecords implements QuarkusTestResourceLifecycleManager {
        private LocalBroker broker;

        @Override
        public Map<String, String> start() {
            try {
                broker = new LocalBroker();
                fill();
            } catch (Exception e) {
                throw new IllegalStateException("the broker did not start", e);
            }
            return Map.of("kafka.bootstrap.servers", broker.address());
        }

        private void fill() throws ExecutionException, InterruptedException {
            var first = window(
                    0,
                    1,
                    4,
                    List.of(
                            new Article("https://news.example/a?x=1", "Café <b>", 1_234_567),
                            new Article("javascript:x", "X", 1)));
            var second = window(60, 3, 6);
            var counts = new ClickCounts(Samples.NOON, 0, 9, 6, 2, Map.of("not_json", 1L), 0, 5, 0, 0);
            try (var producer = new KafkaProducer<>(
                    Map.<String, Object>of("bootstrap.servers", broker.address(), "compression.type", "lz4"),
                    new StringSerializer(),
                    new ByteArraySerializer())) {
                var found = alert("forbidden-path:/admin", 65, "Someone looked for /admin");
                for (var record : List.of(
                        new ProducerRecord<>(
                                "clicks-calculated-traffic", first.window().key(), Json.write(first)),
                        new ProducerRecord<>(
                                "clicks-calculated-traffic", second.window().key(), Json.write(second)),
                        new ProducerRecord<>("clicks-accounting", "0", Json.write(counts)),
                        new ProducerRecord<>("alerts", found.fingerprint(), Json.write(found)))) {
                    producer.send(record).get();
                }
            }
        }

        @Override
        public void stop() {
            broker.close();
        }
    }

    @BeforeEach
    void awaitRecords() {
        await().atMost(PATIENCE).untilAsserted(() -> given().get("/api/traffic")
                .then()
                .statusCode(200)
                .body("views_last_minute", is(4))
                .body("pipeline.books.received", is(9))
                .body("alerts.size()", is(1)));
    }

    @Test
    void theApiShowsTheRecords() {
        given().get("/api/traffic")
                .then()
                .body("visitors_now", is(6))
                .body("top_articles[0].views", is(1_234_567))
                .body("top_articles[0].trend", is("STEADY"))
                .body("alerts[0].severity", is("CRITICAL"))
                .body("alerts[0].evidence[0]", is("https://news.example/admin"))
                .body("pipeline.log_reachable", is(true))
                .body("pipeline.books.reasons[0].name", is("not_json"));
    }

    @Test
    void thePageFormatsNumbersForTheLanguageOfTheReader() {
        given().header("Accept-Language", "de")
                .get("/")
                .then()
                .statusCode(200)
                .body(containsString("id=\"views_last_minute\">4<"))
                .body(containsString("Café &lt;b&gt;"))
                .body(containsString("1.234.567"))
                .body(containsString("Sat 13 Jan 2018, 12:01:10 UTC"))
                .body(containsString("class=\"CRITICAL FIRING\""))
                .body(containsString("Someone looked for /admin"));
        given().header("Accept-Language", "en").get("/").then().body(containsString("1,234,567"));
    }

    @Test
    void theStreamBeginsWithTheSnapshot() throws IOException {
        var connection = stream.openConnection();
        connection.setReadTimeout((int) PATIENCE.toMillis());
        try (var lines = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8))) {
            var data = lines.lines()
                    .filter(line -> line.startsWith("data: "))
                    .findFirst()
                    .orElseThrow();

            assertThat(data).contains("\"views_last_minute\":4").contains("\"rule\":\"forbidden-path\"");
        }
    }

    @Test
    void scriptAndStylesAreServed() {
        for (var path : List.of("/dashboard.js", "/stream.js", "/dashboard.css", "/favicon.svg")) {
            given().get(path).then().statusCode(200);
        }
    }
}
