package io.footfall.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.footfall.broker.LocalBroker;
import io.footfall.broker.SecureListener;
import io.footfall.events.topics.KafkaAdmin;
import io.footfall.events.topics.KafkaRights;
import io.footfall.events.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real broker with TLS, SASL/SCRAM and ACLs. */
class KafkaRightsTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PASSWORD = "correct horse";

    private static LocalBroker broker;
    private static Admin admin;

    @BeforeAll
    static void start() throws Exception {
        broker = new LocalBroker(SecureListener.AUTHORIZED, new Topics("").all(1));
        admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker.address()));
        for (var user : List.of("nobody", "reader", "everything", "mistaken")) {
            SecureListener.addUser(admin, user, PASSWORD);
        }
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    @Test
    void aUserWithoutRightsLacksEachOfThem() {
        assertThat(problem("nobody", PASSWORD)).hasValueSatisfying(line -> assertThat(line)
                .contains(
                        "User nobody of Kafka at " + broker.secure().address() + " (kafka.bootstrap.servers)",
                        "READ and WRITE on topic clicks-cleaned",
                        "READ on topic clicks,",
                        "READ on group footfall-processor",
                        "WRITE on transactional id footfall-processor",
                        "docs/deploy.md")
                .doesNotContain("\n", PASSWORD));
    }

    @Test
    void onlyWhatIsMissingIsNamed() throws ExecutionException, InterruptedException {
        SecureListener.allow(admin, "reader", AclOperation.READ, ResourceType.TOPIC, "clicks");
        SecureListener.allow(admin, "reader", AclOperation.READ, ResourceType.GROUP, "footfall-");
        SecureListener.allow(admin, "reader", AclOperation.WRITE, ResourceType.TRANSACTIONAL_ID, "footfall-");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(problem("reader", PASSWORD)).hasValueSatisfying(line -> assertThat(line)
                        .contains(
                                "lacks rights: WRITE on topic clicks-cleaned,",
                                "READ and WRITE on topic not-there-yet;")
                        .doesNotContain("topic clicks,", "group", "transactional")));
    }

    @Test
    void aUserWithAllRightsLacksNothing() throws ExecutionException, InterruptedException {
        SecureListener.allow(admin, "everything", AclOperation.ALL, ResourceType.TOPIC, "clicks");
        SecureListener.allow(admin, "everything", AclOperation.ALL, ResourceType.TOPIC, "not-there");
        SecureListener.allow(admin, "everything", AclOperation.ALL, ResourceType.GROUP, "footfall");
        SecureListener.allow(admin, "everything", AclOperation.ALL, ResourceType.TRANSACTIONAL_ID, "footfall");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(problem("everything", PASSWORD)).isEmpty());
    }

    @Test
    void aWrongPasswordIsNamedAsSuch() {
        assertThat(problem("mistaken", "wrong")).hasValueSatisfying(line -> assertThat(line)
                .contains("User mistaken", "is refused (kafka.sasl.jaas.config)")
                .doesNotContain("wrong"));
    }

    @Test
    void nothingIsAskedOfAClusterThatDoesNotKnowItsUsers() throws InterruptedException {
        // A client of these servers cannot even be made.
        var kafka = Map.<String, Object>of("bootstrap.servers", "nowhere.invalid:9092");
        try (var client = new KafkaAdmin(kafka, SOON)) {
            assertThat(new KafkaRights(kafka).toRead(List.of("not-there-yet")).problem(client))
                    .isEmpty();
        }
    }

    private static Optional<String> problem(String user, String password) {
        var kafka = broker.secure().client(user, password);
        try (var client = new KafkaAdmin(kafka, SOON)) {
            return new KafkaRights(kafka)
                    .toRead(List.of("clicks", "clicks-cleaned", "not-there-yet"))
                    .toWrite(List.of("clicks-cleaned", "not-there-yet"))
                    .toCreate()
                    .toJoin(List.of("footfall-processor"))
                    .toCommit("footfall-processor")
                    .problem(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
