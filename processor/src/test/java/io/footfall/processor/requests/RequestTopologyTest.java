package io.footfall.processor.requests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.events.requests.Request;
import io.footfall.events.requests.RequestJson;
import io.footfall.events.topics.Topics;
import io.footfall.processor.windows.Timing;
import io.footfall.testing.RecordSchemas;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTopologyTest {
    private static final Instant NOON = Instant.parse("2026-11-03T12:00:00Z");
    private static final Topics TOPICS = new Topics("v2");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TopologyTestDriver driver = new TopologyTestDriver(topology(registry), settings(), NOON);

    private static Topology topology(SimpleMeterRegistry registry) {
        var topology = new Topology();
        new RequestTopology(new RequestMetrics(registry))
                .addTo(
                        topology,
                        TOPICS,
                        new RequestClassifier(List.of("/admin", "/admin/**"), ProbePatterns.kept()),
                        new Timing(Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofMillis(500)));
        return topology;
    }

    private static Properties settings() {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "requests");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        return settings;
    }

    @AfterEach
    void close() {
        driver.close();
    }

    private static byte[] request(String path, int status) {
        return RequestJson.write(
                new Request(1, "POST", "news.example", path, status, 5, Request.UNKNOWN, null, "curl/8", "BE", false));
    }

    private void send(String visitor, byte[] value, Instant at) {
        var record = new TestRecord<>(visitor == null ? null : visitor.getBytes(UTF_8), value, at);
        record.headers()
                .add("line-id", "0123456789012345678901:1".getBytes(UTF_8))
                .add("bot", "Nmap".getBytes(UTF_8));
        driver.createInputTopic(TOPICS.requests(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(record);
    }

    private List<TestRecord<byte[], byte[]>> suspicious() {
        var found = driver.createOutputTopic(
                        TOPICS.suspiciousRequests(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
        found.forEach(record -> RecordSchemas.validate(TOPICS.suspiciousRequests(), record.value(), headers(record)));
        return found;
    }

    private static Map<String, String> headers(TestRecord<byte[], byte[]> record) {
        return StreamSupport.stream(record.headers().spliterator(), false)
                .collect(toMap(header -> header.key(), header -> new String(header.value(), UTF_8)));
    }

    private double read(String reason) {
        return registry.get("footfall.processor.requests.read")
                .tag("reason", reason)
                .counter()
                .count();
    }

    private double leftOut(String reason) {
        return registry.get("footfall.processor.requests.left.out")
                .tag("reason", reason)
                .counter()
                .count();
    }

    @Test
    void aSuspiciousRequestIsForwardedAsItIsWithItsReason() {
        var value = request("/.%65nv?x", 404);

        send("visitor-1", request("/nl/artikel", 200), NOON);
        send("visitor-1", value, NOON.plusMillis(7));

        assertThat(suspicious()).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("visitor-1".getBytes(UTF_8));
            assertThat(record.value()).isEqualTo(value);
            assertThat(headers(record))
                    .isEqualTo(Map.of(
                            "reason", "probe",
                            "path", "/.env",
                            "pattern", "/**/.env*",
                            "bot", "Nmap",
                            "source-topic", "requests",
                            "source-partition", "0",
                            "source-offset", "1",
                            "source-timestamp", Long.toString(NOON.toEpochMilli() + 7)));
        });
        assertThat(read("none")).isEqualTo(1);
        assertThat(read("probe")).isEqualTo(1);
    }

    @Test
    void aRequestWithoutAVisitorIsForwardedToo() {
        send(null, request("/admin", 200), NOON);

        assertThat(suspicious()).singleElement().satisfies(record -> {
            assertThat(record.key()).isNull();
            assertThat(headers(record)).containsEntry("reason", "forbidden").containsEntry("pattern", "/admin");
        });
    }

    @Test
    void aLongPathIsCutInTheHeader() {
        send("visitor-1", request("/" + "é".repeat(1_500), 404), NOON);

        assertThat(suspicious()).singleElement().satisfies(record -> {
            assertThat(headers(record)).containsEntry("reason", "not-found").doesNotContainKey("pattern");
            assertThat(record.headers().lastHeader("path").value()).hasSizeLessThanOrEqualTo(2_048);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "{",
                "{}x",
                "{\"path\":\"/admin\",\"status\":200",
                "{\"path\":\"/admin\",\"status\":200}",
                "{\"path\":\"/admin\",\"status\":\"200\"}",
                "{\"ts\":1,\"path\":\"/admin\",\"status\":200,\"bytes\":true}",
            })
    void aRecordThatIsNoRequestIsCountedAndSkipped(String value) {
        send("visitor-1", value.getBytes(UTF_8), NOON);
        send("visitor-1", request("/admin", 200), NOON);

        assertThat(suspicious()).hasSize(1);
        assertThat(read("unreadable") + read("none")).isEqualTo(1);
    }

    @Test
    void aDeletionAndALargeRecordAreSkipped() {
        send("visitor-1", null, NOON);
        send("visitor-1", request("/admin?" + "x".repeat(2_000_000), 200), NOON);

        assertThat(suspicious()).isEmpty();
        assertThat(read("unreadable")).isEqualTo(2);
    }

    @Test
    void aFloodOfOneVisitorIsCutAndCounted() {
        for (int i = 0; i < 1_000; i++) {
            send("flood", request("/nothing/" + i, 404), NOON);
        }
        send("visitor-2", request("/nothing", 404), NOON);
        send("flood", request("/nothing", 404), NOON.plusSeconds(10));

        assertThat(suspicious()).hasSize(SuspiciousRequestFilter.MOST_OF_VISITOR + 2);
        assertThat(leftOut("not-found")).isEqualTo(950);
        assertThat(read("not-found")).isEqualTo(1_002);
    }

    @Test
    void aFloodDoesNotHideAManagementPageThatWasShown() {
        for (int i = 0; i < 100; i++) {
            send("flood", request("/nothing/" + i, 404), NOON);
            send("flood", request("/admin/" + i, 404), NOON);
        }
        send("flood", request("/admin", 200), NOON);

        assertThat(suspicious()).hasSize(2 * SuspiciousRequestFilter.MOST_OF_VISITOR + 1);
    }

    @Test
    void aFloodOfManyVisitorsIsCut() {
        for (int i = 0; i < 6_000; i++) {
            send("visitor-" + i, request("/nothing", 404), NOON);
        }
        send("visitor-x", request("/admin", 404), NOON);

        assertThat(suspicious()).hasSize(SuspiciousRequestFilter.MOST_NOT_FOUND + 1);
    }

    @Test
    void itIsASubTopologyWithoutState() {
        assertThat(topology(registry).describe().toString())
                .containsOnlyOnce("Sub-topology")
                .contains("Source: requests (topics: [requests])")
                .contains("find-suspicious (stores: [])")
                .contains("(topic: requests-suspicious-v2)");
    }
}
