package io.footfall.ingest.requests;

import static io.footfall.testing.Patience.PATIENCE;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.footfall.broker.LocalBroker;
import io.footfall.events.requests.Request;
import io.footfall.events.requests.RequestJson;
import io.footfall.ingest.KafkaTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real web servers log of usual and odd requests, with the configurations of {@code docs/access-logs.md}. */
@QuarkusTest
@WithTestResource(
        value = KafkaTestResource.class,
        initArgs = @ResourceArg(name = "footfall.ingest.access-log.senders", value = "127.0.0.0/8"))
class WebServerLogsTest {
    private static final String AGENT = "a \"quoted\" \\agent [x] - \" \"";
    private static final String USER = "x [01/Jan/2000:00:00:00 +0000] \"GET / HTTP/1.1\" 200 1 - [";
    private static final int MANY = 300;
    private static final byte[] TLS =
            "\u0016\u0003\u0001\u0002\u0000\u0001\u00fc\u0003\u0003\r\n\r\n".getBytes(ISO_8859_1);

    @TempDir
    private Path directory;

    private LocalBroker broker;

    @BeforeEach
    void ingestIsReady() {
        await().atMost(PATIENCE)
                .until(() -> given().contentType("text/plain")
                                .body("{\"status\":200}")
                                .post("/requests")
                                .statusCode()
                        == 200);
    }

    @Test
    void everyLineOfNginxIsReadInItsOwnFormatAndInTheDocumentedOne() throws Exception {
        var before = Instant.now();
        try (var server = LoggingServer.NGINX.start(directory)) {
            var sent = sendUsualAndOdd(server, "/nginx") + send(server, TLS);
            server.stop();

            post(directory.resolve("combined.log"), sent);
            check("/nginx", before);
            post(directory.resolve("footfall.log"), sent);
        }
        assertThat(requests("/nginx/many")).hasSize(2 * MANY);
        assertThat(requests("/nginx/hidden")).hasSize(2).allSatisfy(this::isComplete);
        assertThat(requests("/nginx/caf")).hasSize(4);
        assertThat(requests("\\x16\\x03\\x01\\x02\\x00\\x01"))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(request ->
                        assertThat(request).returns(null, Request::method).returns(400, Request::status));
    }

    @Test
    void everyLineOfApacheIsReadWithTheSiteAndWithout() throws Exception {
        var before = Instant.now();
        try (var server = LoggingServer.APACHE.start(directory)) {
            var sent = sendUsualAndOdd(server, "/apache") + send(server, TLS);
            server.stop();

            post(directory.resolve("combined.log"), sent);
            check("/apache", before);
            post(directory.resolve("access.log"), sent);
        }
        assertThat(requests("/apache/many"))
                .hasSize(2 * MANY)
                .filteredOn(request -> "www.example.com".equals(request.host()))
                .hasSize(MANY);
        assertThat(requests("/apache/quoted")).hasSize(2).allMatch(request -> AGENT.equals(request.userAgent()));
    }

    @Test
    void everyLineOfCaddyIsRead() throws Exception {
        var before = Instant.now();
        try (var server = LoggingServer.CADDY.start(directory)) {
            var sent = sendUsualAndOdd(server, "/caddy");
            server.stop();

            post(directory.resolve("access.log"), sent);
        }
        check("/caddy", before);
    }

    @Test
    void everyLineOfHaproxyIsRead() throws Exception {
        var before = Instant.now();
        try (var server = LoggingServer.HAPROXY.start(directory)) {
            var sent = sendUsualAndOdd(server, "/haproxy") + send(server, TLS);
            server.stop();

            post(directory.resolve("output"), sent);
        }
        checkUsual("/haproxy", before);
        assertThat(requests("/haproxy/long")).hasSize(1);
        // With bytes beyond ASCII it is no request for HAProxy.
        assertThat(requests("<BADREQ>")).hasSize(3).allSatisfy(request -> assertThat(request)
                .returns(null, Request::method)
                .returns(400, Request::status));
    }

    private void check(String prefix, Instant before) throws IOException {
        checkUsual(prefix, before);
        assertThat(requests(prefix + "/caf")).hasSize(2);
        assertThat(requests(prefix + "/long")).singleElement().satisfies(request -> {
            assertThat(request.truncated()).isTrue();
            assertThat(request.path()).hasSize(2_048);
        });
    }

    private void checkUsual(String prefix, Instant before) throws IOException {
        assertThat(requests(prefix + "/many")).hasSize(MANY);
        assertThat(requests(prefix + "/hidden")).singleElement().satisfies(this::isComplete);
        assertThat(requests(prefix + "/quoted")).singleElement().returns(AGENT, Request::userAgent);
        assertThat(requests(prefix + "/many")).allSatisfy(request -> assertThat(Instant.ofEpochMilli(request.ts()))
                .isBetween(before.minus(Duration.ofSeconds(1)), Instant.now()));
    }

    private void isComplete(Request request) {
        assertThat(request)
                .returns("GET", Request::method)
                .returns(404, Request::status)
                .returns("curl/8", Request::userAgent)
                .returns("https://other.example/", Request::referrer);
    }

    /** Returns how many were sent. */
    private static int sendUsualAndOdd(LoggingServer.Running server, String prefix) throws IOException {
        var user = Base64.getEncoder().encodeToString((USER + ":secret").getBytes(UTF_8));
        var sent = 0;
        for (int i = 0; i < MANY; i++) {
            sent += send(server, request(prefix + "/many", "curl/8", ""));
        }
        sent += send(server, request(prefix + "/hidden", "curl/8", "Authorization: Basic " + user + "\r\n"));
        sent += send(server, request(prefix + "/quoted", AGENT, ""));
        sent += send(server, request(prefix + "/long?" + "a".repeat(6_000), "curl/8", ""));
        sent += send(server, request(prefix + "/caf\u00e9", "curl/8", ""));
        sent += send(server, request(prefix + "/caf\u00c3\u00a9", "", ""));
        return sent;
    }

    private static byte[] request(String path, String agent, String header) {
        return "GET %s HTTP/1.1\r\nHost: www.example.com\r\nConnection: close\r\nReferer: https://other.example/\r\nUser-Agent: %s\r\n%s\r\n"
                .formatted(path, agent, header)
                .getBytes(ISO_8859_1);
    }

    /** Returns 1 once there is an answer. */
    private static int send(LoggingServer.Running server, byte[] request) throws IOException {
        try (var socket = server.connect()) {
            socket.getOutputStream().write(request);
            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                    .startsWith("HTTP/1.1 40");
        }
        return 1;
    }

    private static void post(Path log, int lines) throws IOException {
        given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .contentType("text/plain")
                .body(Files.readAllBytes(log))
                .post("/requests")
                .then()
                .body("lines", equalTo(null), "rejected", equalTo(0), "accepted", equalTo(lines))
                .statusCode(200);
    }

    /** Requests whose path begins like this. */
    private List<Request> requests(String path) throws IOException {
        var found = new ArrayList<Request>();
        var settings = Map.<String, Object>of("bootstrap.servers", broker.address());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor("requests").stream()
                    .map(info -> new TopicPartition("requests", info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var message : consumer.poll(PATIENCE)) {
                    assertThat(new String(message.value(), UTF_8)).doesNotContain("127.0.0.1");
                    found.add(RequestJson.read(message.value()));
                }
            }
        }
        found.removeIf(request -> request.path() == null || !request.path().startsWith(path));
        return found;
    }
}
