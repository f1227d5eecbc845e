package io.footfall.processor;

import static io.footfall.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.footfall.broker.DocumentedRights;
import io.footfall.broker.LocalBroker;
import io.footfall.broker.SecureListener;
import io.footfall.events.topics.KafkaAdmin;
import io.footfall.events.topics.Topics;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rights that processor checks at its start, and those that {@code docs/deploy.md} lists for it. */
class ProcessorRightsTest {
    private static final String SERVICE = "processor";
    private static final String PASSWORD = "correct horse";
    private static final Topics TOPICS = new Topics("");

    private static LocalBroker broker;
    private static Admin admin;

    @BeforeAll
    static void start() throws Exception {
        broker = new LocalBroker(SecureListener.AUTHORIZED, TOPICS.all(1));
        admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker.address()));
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    @Test
    void aUserWithTheDocumentedRightsLacksNothing() throws Exception {
        SecureListener.addUser(admin, SERVICE, PASSWORD);
        admin.createAcls(DocumentedRights.of(SERVICE)).all().get();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(problem(SERVICE)).isEmpty());
    }

    @Test
    void aUserWithoutOneOfThemLacksJustThat() throws Exception {
        var missing = DocumentedRights.addUsersWithoutOne(admin, SERVICE, PASSWORD);
        // Only Kafka Streams knows the names of its topics, and reports them itself.
        missing.values().removeIf(right -> right.pattern().name().equals("footfall-processor-"));

        assertThat(missing).isNotEmpty();
        missing.forEach((user, right) -> await().atMost(PATIENCE).untilAsserted(() -> assertThat(problem(user))
                .hasValueSatisfying(line -> assertThat(line).containsPattern(DocumentedRights.lineWithout(right)))));
    }

    private static Optional<String> problem(String user) throws InterruptedException {
        var kafka = broker.secure().client(user, PASSWORD);
        try (var client = new KafkaAdmin(kafka, PATIENCE)) {
            return TopologyWiring.rights(kafka, TOPICS).problem(client);
        }
    }
}
