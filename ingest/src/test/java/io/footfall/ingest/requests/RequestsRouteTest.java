package io.footfall.ingest.requests;

import static io.footfall.testing.Patience.PATIENCE;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.footfall.broker.LocalBroker;
import io.footfall.events.requests.Request;
import io.footfall.events.requests.RequestJson;
import io.footfall.ingest.KafkaTestResource;
import io.footfall.testing.RecordSchemas;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
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

/** Access logs that arrive over HTTP, with a real broker. */
@QuarkusTest
@WithTestResource(
        value = KafkaTestResource.class,
        initArgs = {
            @ResourceArg(name = "footfall.ingest.access-log.token", value = RequestsRouteTest.TOKEN + "\n"),
            @ResourceArg(name = "footfall.ingest.access-log.senders", value = "192.0.2.0/24"),
            @ResourceArg(name = "footfall.ingest.trusted-proxies", value = "1"),
            @ResourceArg(name = "footfall.ingest.access-log.max-lines", value = "1000"),
            @ResourceArg(name = "footfall.ingest.access-log.fields.status", value = "http_code")
        })
class RequestsRouteTest {
    static final String TOKEN = "a-token-of-the-shippers";
    private static final String LINE = "%s - - [30/Nov/2026:22:59:59 +0000] \"GET %s HTTP/1.1\" 404 153 \"-\" \"%s\"\n";
    private static final String ADDRESS = "203.0.113.77";

    @TestHTTPResource(value = "", management = true)
    URI management;

    private LocalBroker broker;

    @BeforeEach
    void ingestIsReady() {
        // Without a line nothing waits for Kafka.
        var line = LINE.formatted(ADDRESS, "/ready", "a");
        await().atMost(PATIENCE).until(() -> post("text/plain", line).extract().statusCode() == 200);
    }

    @Test
    void linesAndJsonBecomeRequestsOfTheSameVisitorWithoutItsAddress() throws IOException {
        post(
                        "text/plain",
                        LINE.formatted(ADDRESS, "/first", "curl/8")
                                + LINE.formatted("203.0.113.78", "/first", "curl/8"))
                .statusCode(200)
                .body("success", equalTo(true), "accepted", equalTo(2), "rejected", equalTo(0));
        post(
                        "application/json",
                        "{\"remote_addr\":\"" + ADDRESS
                                + "\",\"request\":\"GET /first HTTP/1.1\",\"http_code\":403,\"http_user_agent\":\"curl/8\"}")
                .statusCode(200);

        var found = requests("/first");

        assertThat(found).extracting(message -> request(message).status()).containsExactlyInAnyOrder(404, 404, 403);
        var keys = new HashMap<Integer, List<String>>();
        found.forEach(message -> keys.computeIfAbsent(request(message).status(), status -> new ArrayList<>())
                .add(message.key()));
        assertThat(keys.get(404)).contains(keys.get(403).get(0)).doesNotHaveDuplicates();
        assertThat(all()).allSatisfy(message -> {
            assertThat(new String(message.value(), UTF_8)).doesNotContain("203.0.113");
            assertThat(message.key()).hasSize(22);
            assertThat(message.headers()).allSatisfy(header -> assertThat(new String(header.value(), UTF_8))
                    .doesNotContain("203.0.113"));
        });
    }

    @Test
    void recordsFollowTheSchema() {
        post("text/plain", LINE.formatted(ADDRESS, "/schema", "Googlebot/2.1")).statusCode(200);

        assertThat(requests("/schema")).singleElement().satisfies(message -> {
            var headers = headers(message);
            RecordSchemas.validate("requests", message.value(), headers);
            assertThat(headers).containsEntry("bot", "Googlebot");
        });
    }

    @Test
    void aLineThatCannotBeReadIsNamedAndTheOthersAreTaken() {
        post(
                        "text/plain",
                        LINE.formatted(ADDRESS, "/mixed", "a") + ADDRESS + " rubbish\n"
                                + LINE.formatted(ADDRESS, "/mixed", "b"))
                .statusCode(200)
                .body(
                        "accepted", equalTo(2),
                        "rejected", equalTo(1),
                        "lines[0].line", equalTo(2),
                        "lines[0].reason", equalTo("format"),
                        "message", containsString("line 2"));

        assertThat(requests("/mixed")).hasSize(2);
        assertThat(metric("footfall_ingest_access_log_lines_rejected_total{reason=\"format\"}"))
                .isGreaterThanOrEqualTo(1);
    }

    @Test
    void aBodyOfWhichNothingCanBeReadIsRejected() {
        post("text/plain", "rubbish\n".repeat(50))
                .statusCode(400)
                .body("success", equalTo(false), "rejected", equalTo(50), "lines.size()", equalTo(20));
        post("application/json", "[{]").statusCode(400).body("message", containsString("element 1"));
    }

    @Test
    void bodiesMayBeCompressed() throws IOException {
        compressed(gzip(LINE.formatted(ADDRESS, "/gzip", "a").repeat(1_000)))
                .statusCode(200)
                .body("accepted", equalTo(1_000));

        assertThat(requests("/gzip")).hasSize(1_000);
    }

    @Test
    void aRepeatOfABodyHasTheSameLineIdsAndEqualLinesHaveDifferentOnes() {
        var body = LINE.formatted(ADDRESS, "/repeat", "a").repeat(3);
        post("text/plain", body).statusCode(200);
        post("text/plain", body).statusCode(200);
        shipper()
                .header("Idempotency-Key", "chunk-1")
                .contentType("text/plain")
                .body(body)
                .post("/requests")
                .then()
                .statusCode(200);

        var ids = requests("/repeat").stream()
                .map(message -> headers(message).get("line-id"))
                .toList();
        assertThat(ids).hasSize(9);
        assertThat(Map.copyOf(ids.stream()
                                .collect(java.util.stream.Collectors.groupingBy(
                                        id -> id, java.util.stream.Collectors.counting())))
                        .values())
                .containsExactlyInAnyOrder(2L, 2L, 2L, 1L, 1L, 1L);
    }

    @Test
    void whoIsNotTrustedIsRejectedBeforeTheBodyIsRead() {
        given().contentType("text/plain")
                .body(LINE)
                .post("/requests")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body("message", containsString("footfall.ingest.access-log.token"));
        given().header("Authorization", "Bearer " + TOKEN + "x")
                .contentType("text/plain")
                .body(LINE)
                .post("/requests")
                .then()
                .statusCode(401)
                .body("message", containsString("not the token"));
        given().header("X-Forwarded-For", "192.0.2.7")
                .contentType("text/plain")
                .body("")
                .post("/requests")
                .then()
                .statusCode(200);
        given().header("X-Forwarded-For", "192.0.2.7")
                .header("Origin", "https://stranger.example")
                .contentType("text/plain")
                .body("")
                .post("/requests")
                .then()
                .statusCode(401);
        given().header("X-Forwarded-For", "192.0.3.7")
                .contentType("text/plain")
                .body("")
                .post("/requests")
                .then()
                .statusCode(401);
    }

    @Test
    void otherMethodsAreNotAllowed() {
        given().get("/requests").then().statusCode(405).header("Allow", "POST");
        given().options("/requests").then().statusCode(405).header("Allow", "POST");
    }

    @Test
    void aCompressedBodyIsNotDecompressedBeyondTheLimit() throws IOException {
        var bomb = gzip("a".repeat(4_194_305));
        var damaged = gzip(LINE.formatted(ADDRESS, "/damaged", "a"));
        damaged[damaged.length - 9] ^= 1;

        compressed(bomb).statusCode(413);
        compressed(damaged).statusCode(400).body("message", containsString("gzip"));
        compressed(new byte[] {1, 2, 3}).statusCode(400);

        assertThat(requests("/damaged")).isEmpty();
    }

    @Test
    void linesAreBoundedWhateverIsInThem() {
        var odd = LINE.formatted(ADDRESS, "/odd" + "\\x00\\".repeat(10_000), "\\x22".repeat(20_000));

        post("text/plain", odd.repeat(20)).statusCode(200).body("accepted", equalTo(20));

        assertThat(all())
                .filteredOn(message -> request(message).path().startsWith("/odd"))
                .hasSize(20)
                .allSatisfy(message -> {
                    assertThat(message.value().length).isLessThan(20_000);
                    assertThat(request(message).truncated()).isTrue();
                });
    }

    @Test
    void aRequestThatIsTooLargeForItsTopicIsNotRepeatedForEver() throws Exception {
        // What repeats itself would be compressed to less.
        var letters = new Random(1).ints(2_000, 'a', 'z' + 1).mapToObj(Character::toString);
        var line = LINE.formatted(ADDRESS, "/" + letters.collect(joining()), "a");
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker.address()))) {
            setMaxRecordBytes(admin, "500");
            try {
                await().atMost(PATIENCE)
                        .until(() -> post("text/plain", line).extract().statusCode() == 413);
                post("text/plain", line).body("message", containsString("topic requests"));
            } finally {
                setMaxRecordBytes(admin, "1048588");
            }
            await().atMost(PATIENCE)
                    .until(() -> post("text/plain", line).extract().statusCode() == 200);
        }
    }

    private static void setMaxRecordBytes(Admin admin, String bytes) throws Exception {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, "requests");
        var setting = new AlterConfigOp(new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(topic, List.of(setting))).all().get();
    }

    @Test
    void tooManyLinesAreRejectedAsAWhole() {
        post("text/plain", LINE.formatted(ADDRESS, "/many", "a").repeat(1_001))
                .statusCode(413)
                .body("message", containsString("footfall.ingest.access-log.max-lines"));
        post("text/plain", "a".repeat(4_194_305)).statusCode(413);

        assertThat(requests("/many")).isEmpty();
    }

    @Test
    void whatIsReceivedIsAcknowledged() {
        var before = metric("footfall_ingest_access_log_lines_acknowledged_total");
        post(
                        "text/plain",
                        IntStream.range(0, 7)
                                .mapToObj(n -> LINE.formatted(ADDRESS, "/count", "a"))
                                .reduce("", String::concat))
                .statusCode(200);

        assertThat(metric("footfall_ingest_access_log_lines_acknowledged_total"))
                .isEqualTo(before + 7);
        assertThat(metric("footfall_ingest_access_log_lines_in_flight")).isZero();
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static ValidatableResponse compressed(byte[] body) {
        return shipper()
                .header("Content-Encoding", "gzip")
                .contentType("application/x-ndjson")
                .body(body)
                .post("/requests")
                .then();
    }

    private static RequestSpecification shipper() {
        return given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .header("Authorization", "Bearer " + TOKEN);
    }

    private static ValidatableResponse post(String type, String body) {
        return shipper()
                .contentType(type)
                .body(body.getBytes(UTF_8))
                .post("/requests")
                .then();
    }

    private double metric(String name) {
        return RestAssured.get(management.resolve("/q/metrics"))
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private List<ConsumerRecord<String, byte[]>> requests(String path) {
        return all().stream()
                .filter(message -> path.equals(request(message).path()))
                .toList();
    }

    private static Request request(ConsumerRecord<String, byte[]> message) {
        try {
            return RequestJson.read(message.value());
        } catch (IOException e) {
            throw new AssertionError(new String(message.value(), UTF_8), e);
        }
    }

    private static Map<String, String> headers(ConsumerRecord<String, byte[]> message) {
        var headers = new HashMap<String, String>();
        message.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }

    private List<ConsumerRecord<String, byte[]>> all() {
        var settings = Map.<String, Object>of("bootstrap.servers", broker.address());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor("requests").stream()
                    .map(info -> new TopicPartition("requests", info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var found = new ArrayList<ConsumerRecord<String, byte[]>>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(PATIENCE).forEach(found::add);
            }
            return found;
        }
    }
}
