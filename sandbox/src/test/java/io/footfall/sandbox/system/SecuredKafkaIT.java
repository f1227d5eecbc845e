package io.footfall.sandbox.system;

import static io.footfall.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.footfall.broker.DocumentedRights;
import io.footfall.broker.LocalBroker;
import io.footfall.broker.SecureListener;
import io.footfall.sandbox.FreePorts;
import io.footfall.sandbox.RunningSandbox;
import io.footfall.testing.HttpClients;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * All services with a Kafka as providers have it: TLS, a user of SASL/SCRAM for each service, topics that were made by hand,
 * and no rights but those that {@code docs/deploy.md} lists.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecuredKafkaIT {
    private static final List<String> SERVICES = List.of("ingest", "processor", "alerts", "dashboard");
    private static final Path PAGE = Path.of("..", "docs", "deploy.md");
    private static final Path TOPICS = Path.of("..", "k8s", "overlays", "production", "topics.yaml");
    private static final Pattern CHANGELOG = Pattern.compile("`(footfall-processor-[\\w-]+-changelog)`");
    private static final int PARTITIONS = 2;
    private static final String PASSWORD = "correct horse";

    private final Map<String, Integer> ports = new HashMap<>();
    private final List<ServiceProcess> running = new ArrayList<>();
    private Path directory;
    private LocalBroker broker;
    private Admin admin;
    private RunningSandbox sandbox;
    private WebhookReceiver receiver;
    private WebhookReceiver gone;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        directory = temporary;
        var settings = new HashMap<>(SecureListener.AUTHORIZED);
        settings.put("authorizer.class.name", RecordingAuthorizer.class.getName());
        broker = new LocalBroker(settings, List.of());
        admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker.address()));
        admin.createTopics(documentedTopics()).all().get();
        for (var service : SERVICES) {
            SecureListener.addUser(admin, service, PASSWORD);
            admin.createAcls(DocumentedRights.of(service)).all().get();
        }
        sandbox = RunningSandbox.ready(
                directory.resolve("data"),
                Map.of("KAFKA_BOOTSTRAP_SERVERS", broker.address()),
                "--traffic=none",
                "--without=ingest,processor,alerts,dashboard");
        receiver = new WebhookReceiver();
        gone = new WebhookReceiver(exchange -> {
            exchange.sendResponseHeaders(410, -1);
            return false;
        });
    }

    @AfterAll
    void stop() {
        running.forEach(ServiceProcess::close);
        receiver.close();
        gone.close();
        sandbox.close();
        admin.close();
        broker.close();
    }

    private static List<NewTopic> documentedTopics() throws IOException {
        var topics = new ArrayList<NewTopic>();
        try (var documents =
                new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(Files.readString(TOPICS))) {
            documents.forEachRemaining(document -> {
                var config = new HashMap<String, String>();
                document.at("/spec/config")
                        .properties()
                        .forEach(setting ->
                                config.put(setting.getKey(), setting.getValue().asText()));
                var partitions =
                        Math.min(PARTITIONS, document.at("/spec/partitions").asInt());
                topics.add(topic(document.at("/metadata/name").asText(), partitions, config));
            });
        }
        var changelogs =
                Files.readString(PAGE).split("those of Kafka Streams", -1)[1].split("\n\n", -1)[0];
        var single = changelogs.indexOf("one partition have");
        CHANGELOG
                .matcher(changelogs)
                .results()
                .map(match -> topic(
                        match.group(1), match.start() < single ? PARTITIONS : 1, Map.of("cleanup.policy", "compact")))
                .forEach(topics::add);
        return topics;
    }

    private static NewTopic topic(String name, int partitions, Map<String, String> config) {
        return new NewTopic(name, Optional.of(partitions), Optional.<Short>empty()).configs(config);
    }

    @Test
    void everyServiceWorksWithTheRightsThatTheDocumentationListsAndNeedsEachOfThem() throws Exception {
        RecordingAuthorizer.clearDenied();
        for (var service : SERVICES) {
            startService(service);
        }
        follow("/admin/first");
        // The second click adds to the same alert, without a notification.
        await().atMost(PATIENCE)
                .until(() -> receiver.received().stream().anyMatch(body -> body.contains("/admin/first")));
        silence();
        // What they restore they have to read, too.
        running.forEach(ServiceProcess::close);
        running.clear();
        for (var service : SERVICES) {
            startService(service);
        }
        follow("/admin/second");
        for (var service : SERVICES) {
            for (var right : DocumentedRights.of(service)) {
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(RecordingAuthorizer.isUsed(right))
                        .as(right.toString())
                        .isTrue());
            }
            assertThat(log(service)).doesNotContain("Authoriz", " ERROR ");
        }
        assertThat(RecordingAuthorizer.denied())
                .filteredOn(use -> use.operation() != AclOperation.DESCRIBE_CONFIGS)
                .isEmpty();
        running.forEach(ServiceProcess::close);
        running.clear();
    }

    /** Sends a click and waits until it is in the store, on the page, and in an alert. */
    private void follow(String path) {
        await().atMost(PATIENCE).ignoreExceptionsInstanceOf(IOException.class).until(() -> post(path) == 200);
        await().atMost(PATIENCE)
                .until(() -> send("ingest", "/requests", "{\"status\":200,\"path\":\"/.env\"}")
                                .statusCode()
                        == 200);
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> sandbox.rows("SELECT count() FROM clicks WHERE article LIKE '%" + path + "'")
                                .get(0)
                                .get(0)
                                .asLong()
                        > 0);
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> get("dashboard", "/api/traffic").contains("https://news.example" + path));
        await().atMost(PATIENCE).ignoreExceptionsInstanceOf(IOException.class).until(() -> get("alerts", "/alerts")
                .contains("https://news.example" + path));
    }

    private int post(String path) throws IOException, InterruptedException {
        var click = LiveClicks.opening(path);
        return send(
                        "ingest",
                        "/clicks",
                        "[%s,%s,{\"visitor_os\":\"linux\"}]".formatted(click, click.replace("\"BE\"", "\"US\"")))
                .statusCode();
    }

    private void silence() throws IOException, InterruptedException {
        var until = Instant.now().plusSeconds(60);
        var response = send("alerts", "/silences", "{\"rule\":\"flood\",\"until\":\"%s\"}".formatted(until));
        assertThat(response.statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> send(String service, String path, String json)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address(service, path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return HttpClients.http1().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private String get(String service, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address(service, path)).build();
        return HttpClients.http1()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private URI address(String service, String path) {
        return URI.create("http://127.0.0.1:" + ports.get(service) + path);
    }

    @ParameterizedTest
    @CsvSource({
        "processor, WRITE, TOPIC, clicks-cleaned, The service cannot start: User processor ",
        "processor, WRITE, TOPIC, footfall-processor-, The processor refuses to start: ",
        "alerts, READ, GROUP, footfall-alerts, The service cannot start: User alerts ",
        "dashboard, READ, TOPIC, alerts, The service cannot start: User dashboard ",
    })
    void aServiceThatLacksARightEndsWithOneLine(
            String service, AclOperation operation, String type, String name, String line) throws Exception {
        var right = right(service, operation, type, name);
        remove(right);
        try {
            var process = startService(service);
            await().atMost(PATIENCE).until(() -> !process.isAlive());

            assertThat(log(service)
                            .lines()
                            .filter(each -> each.contains("[io.footfall")
                                    && !each.contains(" INFO ")
                                    && !each.contains(" WARN ")))
                    .singleElement()
                    .asString()
                    .contains(" ERROR ", line, "docs/deploy.md", name);
        } finally {
            admin.createAcls(List.of(right)).all().get();
        }
    }

    @Test
    void ingestWaitsForARightThatItLacks() throws Exception {
        var right = right("ingest", AclOperation.WRITE, "TOPIC", "clicks");
        remove(right);
        startService("ingest");
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> post("/late") == 503 && log("ingest").contains("lacks rights: WRITE on topic clicks;"));

        admin.createAcls(List.of(right)).all().get();

        await().atMost(PATIENCE).until(() -> post("/late") == 200);
        assertThat(log("ingest").lines().filter(line -> line.contains(" ERROR ")))
                .singleElement()
                .asString()
                .contains("No clicks are accepted. User ingest of Kafka at ", "docs/deploy.md");
    }

    private static AclBinding right(String service, AclOperation operation, String type, String name)
            throws IOException {
        return DocumentedRights.of(service).stream()
                .filter(right -> right.entry().operation() == operation
                        && right.pattern().resourceType().name().equals(type)
                        && right.pattern().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Kafka's authorizer follows what the controller has acknowledged, in order. */
    private void remove(AclBinding right) throws ExecutionException, InterruptedException {
        admin.deleteAcls(List.of(right.toFilter())).all().get();
        await().atMost(PATIENCE)
                .until(() -> admin.describeAcls(right.toFilter()).values().get().isEmpty());
    }

    /** Starts a service with the settings of {@code docs/deploy.md}, and a log of its own. */
    private ServiceProcess startService(String service) throws IOException {
        var secrets = Files.createDirectories(directory.resolve(service));
        Files.writeString(secrets.resolve("kafka.sasl.jaas.config"), SecureListener.login(service, PASSWORD));
        Files.copy(broker.secure().authority(), secrets.resolve("ca.crt"), StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(directory.resolve(service + ".log"));
        ports.put(service, FreePorts.take(1).get(0));
        var environment = new HashMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", broker.secure().address(),
                "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "KAFKA_SASL_MECHANISM", "SCRAM-SHA-512",
                "KAFKA_SSL_TRUSTSTORE_TYPE", "PEM",
                "KAFKA_SSL_TRUSTSTORE_LOCATION", secrets.resolve("ca.crt").toString(),
                "SMALLRYE_CONFIG_SOURCE_FILE_LOCATIONS", secrets.toString(),
                "FOOTFALL_ACCESS", "permit",
                "INFLUXDB_URL", sandbox.address("store").toString(),
                "FOOTFALL_INGEST_VISITOR_SECRET", "a secret of this test"));
        environment.put("FOOTFALL_INGEST_ACCESS_LOG_SENDERS", "127.0.0.0/8");
        environment.put("FOOTFALL_ALERTS_RECEIVERS_GOOD_TYPE", "webhook");
        environment.put("FOOTFALL_ALERTS_RECEIVERS_GOOD_URL", receiver.url());
        environment.put("FOOTFALL_ALERTS_RECEIVERS_GONE_TYPE", "webhook");
        environment.put("FOOTFALL_ALERTS_RECEIVERS_GONE_URL", gone.url());
        environment.put("FOOTFALL_ALERTS_GROUP_WAIT", "PT0.1S");
        var process =
                ServiceProcess.start(service, ports.get(service), environment, directory.resolve(service + ".log"));
        running.add(process);
        return process;
    }

    private String log(String service) throws IOException {
        return Files.readString(directory.resolve(service + ".log"));
    }
}
