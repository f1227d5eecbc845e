package io.footfall.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.footfall.broker.LocalBroker;
import io.footfall.events.topics.TopicSetup;
import io.footfall.events.topics.Topics;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

/** Ingest starts first, and the broker creates every topic that a client asks for. */
@QuarkusTest
@WithTestResource(TopicGateTest.CreatingBroker.class)
class TopicGateTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final ConfigResource CLICKS = new ConfigResource(ConfigResource.Type.TOPIC, "clicks");

    private LocalBroker broker;

    /** A broker without topics. */
    public static final class CreatingBroker implements QuarkusTestResourceLifecycleManager {
        private LocalBroker broker;

        @Override
        public Map<String, String> start() {
            try {
                broker = new LocalBroker(Map.of("auto.create.topics.enable", "true"), List.of());
            } catch (Exception e) {
                throw new IllegalStateException("the broker did not start", e);
            }
            return Map.of("kafka.bootstrap.servers", broker.address());
        }

        @Override
        public void inject(TestInjector injector) {
            injector.injectIntoFields(broker, new TestInjector.MatchesType(LocalBroker.class));
        }

        @Override
        public void stop() {
            broker.close();
        }
    }

    @Test
    void ingestDoesNotLetTheBrokerCreateClicks() throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker.address()))) {
            // Each request, and each attempt to connect, might create it.
            await().during(Duration.ofSeconds(3)).atMost(SOON).until(() -> {
                given().body("{}").post("/clicks").then().statusCode(503);
                return !admin.listTopics().names().get().contains("clicks");
            });

            TopicSetup.createMissing(admin, new Topics(""), 2);

            await().atMost(SOON)
                    .untilAsserted(
                            () -> given().body("{}").post("/clicks").then().statusCode(200));
            var settings = admin.describeConfigs(List.of(CLICKS)).all().get().get(CLICKS);
            assertThat(settings.get("retention.ms").value()).isEqualTo("-1");
        }
    }
}
