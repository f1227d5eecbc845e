package io.footfall.ingest;

import static io.footfall.testing.Patience.PATIENCE;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.footfall.broker.LocalBroker;
import io.footfall.events.topics.TopicSetup;
import io.footfall.events.topics.Topics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Ingest starts first, and the broker creates every topic that a client asks for. */
@QuarkusTest
@WithTestResource(
        value = KafkaTestResource.class,
        initArgs = @ResourceArg(name = KafkaTestResource.CREATES_TOPICS, value = "true"))
@TestMethodOrder(OrderAnnotation.class)
class TopicGateTest {
    private static final ConfigResource CLICKS = new ConfigResource(ConfigResource.Type.TOPIC, "clicks");

    private LocalBroker broker;

    @TestHTTPResource(value = "health/ready", management = true)
    URI readiness;

    @Test
    @Order(1)
    void ingestDoesNotLetTheBrokerCreateClicks() throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker.address()))) {
            // Each request, and each attempt to connect, might create it.
            await().during(Duration.ofSeconds(3)).atMost(PATIENCE).until(() -> {
                given().body("{}").post("/clicks").then().statusCode(503);
                return !admin.listTopics().names().get().contains("clicks");
            });

            TopicSetup.createMissing(admin, new Topics(""), 2);

            awaitStatus(200);
            assertThat(retention(admin)).isEqualTo("-1");
        }
    }

    @Test
    @Order(2)
    void aTopicThatTheBrokerCreatesAnewIsNotUsedUntilItKeepsClicks() throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker.address()))) {
            TopicSetup.createMissing(admin, new Topics(""), 2);
            awaitStatus(200);

            admin.deleteTopics(List.of("clicks")).all().get();

            // The producer asks for the topic, so the broker creates it.
            awaitStatus(503);
            await().atMost(PATIENCE).until(() -> {
                var answer = given().get(readiness);
                return answer.statusCode() == 503
                        && answer.asString().contains("Topic clicks has retention.ms=604800000, but needs -1");
            });
            assertThat(given().body("{}").post("/clicks").jsonPath().getString("message"))
                    .isEqualTo("Kafka is not ready for clicks");

            admin.incrementalAlterConfigs(Map.of(
                            CLICKS,
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("retention.ms", "-1"), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();

            awaitStatus(200);
            given().get(readiness).then().statusCode(200);
        }
    }

    private static void awaitStatus(int status) {
        await().atMost(PATIENCE).until(() -> given().body("{}").post("/clicks").statusCode() == status);
    }

    private static String retention(Admin admin) throws ExecutionException, InterruptedException {
        return admin.describeConfigs(List.of(CLICKS))
                .all()
                .get()
                .get(CLICKS)
                .get("retention.ms")
                .value();
    }
}
