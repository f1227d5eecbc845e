package io.footfall.ingest.visitor;

import static io.footfall.testing.Patience.PATIENCE;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.footfall.broker.LocalBroker;
import io.footfall.events.Headers;
import io.footfall.ingest.KafkaTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

/** The native binary with a real broker and a database of countries. */
@QuarkusIntegrationTest
@WithTestResource(CountryResolverIT.Database.class)
@WithTestResource(
        value = KafkaTestResource.class,
        initArgs = {
            @ResourceArg(name = "footfall.ingest.visitor-secret", value = "a secret of the site"),
            @ResourceArg(name = "footfall.ingest.trusted-proxies", value = "1")
        })
class CountryResolverIT {
    private LocalBroker broker;

    @TestHTTPResource(value = "", management = true)
    URL management;

    /** A database with one network. */
    public static final class Database implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            var file = Path.of("target", "countries.mmdb").toAbsolutePath();
            new DatabaseFile(6)
                    .with("81.2.69.0", 24, Map.of("country", Map.of("iso_code", "GB")))
                    .writeTo(file);
            return Map.of("footfall.ingest.country-database", file.toString());
        }

        @Override
        public void stop() {}
    }

    @Test
    void aClickIsWrittenAsItWasSentWithTheCountryOfItsAddress() {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> given().get(management + "health/ready").then().statusCode(200));

        given().header("X-Forwarded-For", "81.2.69.160")
                .header("User-Agent", "Firefox")
                .body("[{\"n\":1},{\"n\": 2}]")
                .post("/clicks")
                .then()
                .statusCode(200);

        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", broker.address(), "group.id", "test", "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of("clicks"));
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return records.size() == 2;
            });
            assertThat(records)
                    .extracting(record -> new String(record.value(), UTF_8))
                    .containsExactly("{\"n\":1}", "{\"n\": 2}");
            assertThat(records)
                    .extracting(record -> new String(
                            record.headers().lastHeader(Headers.COUNTRY).value(), UTF_8))
                    .containsOnly("GB");
        }
    }
}
