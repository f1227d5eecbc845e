package io.footfall.sandbox.system;

import static io.footfall.testing.Patience.PATIENCE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.footfall.sandbox.RunningSandbox;
import io.footfall.testing.HttpClients;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Ingest under attack and failure: invalid bytes, slow senders, a Kafka that hangs, a shutdown under load. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileIT {
    private static final Duration DELIVERY_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    /** How long a busy machine may delay Kafka before ingest rejects clicks. */
    private static final Duration STALL = Duration.ofSeconds(8);
    /** Many, because clients with valid bodies wait for Kafka. */
    private static final int FUZZERS = 20;
    /** Number of rejected bodies. {@code -Dfuzz.bodies=100000} for a long run. */
    private static final int BODIES = Integer.getInteger("fuzz.bodies", 20_000);

    private static final String SLOW = "footfall_ingest_requests_refused_total{reason=\"slow\"}";
    private static final String BROWSER =
            "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private final HttpClient http = HttpClients.http1();
    private RunningSandbox sandbox;
    private int ingest;
    private int management;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        sandbox = RunningSandbox.ready(
                directory.resolve("data"),
                Map.of(
                        "FOOTFALL_INGEST_REQUEST_TIMEOUT",
                        TIMEOUT.toString(),
                        "FOOTFALL_INGEST_ACKNOWLEDGEMENT_TIMEOUT",
                        STALL.toString(),
                        "MP_MESSAGING_OUTGOING_CLICKS_DELIVERY_TIMEOUT_MS",
                        Long.toString(DELIVERY_TIMEOUT.toMillis())),
                "--traffic=none",
                "--without=processor,alerts,dashboard");
        ingest = sandbox.port("ingest");
        management = sandbox.port("ingest-management");
    }

    @AfterAll
    void end() {
        sandbox.close();
    }

    @Test
    void mutatedBodiesAreRejectedOrValidAndDisturbNoOtherClient() throws Exception {
        var before = sandbox.count("clicks");
        var over = new AtomicBoolean();
        var taken = new AtomicInteger();
        var senders = Executors.newFixedThreadPool(FUZZERS + 1);
        try {
            var goodClient = senders.submit(() -> postUntil(over, taken));
            var fuzzers = new ArrayList<Callable<Map<Integer, Integer>>>();
            for (long seed = 1; seed <= FUZZERS; seed++) {
                var mutated = new MutatedClicks(seed);
                fuzzers.add(() -> postUntilRejected(BODIES / FUZZERS, mutated, taken));
            }
            var statuses = new TreeMap<Integer, Integer>();
            for (var fuzzer : senders.invokeAll(fuzzers)) {
                fuzzer.get().forEach((status, count) -> statuses.merge(status, count, Integer::sum));
            }
            over.set(true);

            assertThat(statuses).containsOnlyKeys(200, 400, 413);
            assertThat(goodClient.get()).isPositive();
            assertThat(sandbox.count("clicks") - before).isEqualTo(taken.get());
        } finally {
            senders.shutdownNow();
        }
    }

    /** Posts on one connection while others send invalid bodies, which must not affect it. */
    private int postUntil(AtomicBoolean over, AtomicInteger taken) throws IOException {
        int posts = 0;
        try (var connection = new IngestConnection(ingest)) {
            for (; !over.get(); posts++) {
                assertThat(connection.post(LiveClicks.opening("/good").getBytes(UTF_8)))
                        .isEqualTo(new IngestConnection.Reply(200, "{\"success\":true}"));
                taken.incrementAndGet();
            }
        }
        return posts;
    }

    /** Posts on one connection until enough bodies were rejected. No body may break the connection. */
    private Map<Integer, Integer> postUntilRejected(int most, MutatedClicks mutated, AtomicInteger taken)
            throws IOException {
        var statuses = new TreeMap<Integer, Integer>();
        try (var connection = new IngestConnection(ingest)) {
            for (int rejected = 0; rejected < most; ) {
                var body = mutated.next();
                var reply = connection.post(body);
                statuses.merge(reply.status(), 1, Integer::sum);
                if (reply.status() == 200) {
                    taken.addAndGet(clicksIn(body));
                } else {
                    assertThat(reply.body()).startsWith("{\"success\":false,\"message\":\"");
                    rejected++;
                }
            }
        }
        return statuses;
    }

    /** Every accepted body has to be valid JSON for another parser. */
    private static int clicksIn(byte[] body) throws IOException {
        var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        var read = JsonMapper.builder()
                .enable(
                        DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build()
                .readTree(text);
        assertThat(read.isObject() || read.isArray()).isTrue();
        return read.isArray() ? read.size() : 1;
    }

    @Test
    void onlyClientsThatSendSlowlyAreDisconnected() throws Exception {
        try (var head = new IngestConnection(ingest);
                var body = new IngestConnection(ingest);
                var idle = new IngestConnection(ingest);
                var busy = new IngestConnection(ingest)) {
            var slow = metric(SLOW);
            head.send("POST /clicks HTTP/1.1\r\nHost: localhost\r\n".getBytes(ISO_8859_1));
            body.send("POST /clicks HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999\r\n\r\n{".getBytes(ISO_8859_1));
            var begin = System.nanoTime();
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
                assertThat(busy.post(click("/busy")).status()).isEqualTo(200);
                var headIsCut = drips(head, "X");
                var bodyIsCut = drips(body, " ");
                return headIsCut && bodyIsCut;
            });

            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isBetween(TIMEOUT.dividedBy(2), TIMEOUT.multipliedBy(3));
            assertThat(idle.post(click("/idle")).status()).isEqualTo(200);
            assertThat(metric(SLOW) - slow).isEqualTo(2);
        }
    }

    /** Sends one more byte. True if ingest has closed the connection. */
    private static boolean drips(IngestConnection connection, String more) {
        try {
            connection.send(more.getBytes(ISO_8859_1));
            return false;
        } catch (IOException cut) {
            return true;
        }
    }

    @Test
    void aRejectionBeforeTheEndOfABodyIsReadableAndLeavesNoHangingConnection() throws Exception {
        var large = new byte[2_000_000];
        try (var tooLarge = new IngestConnection(ingest);
                var lost = new IngestConnection(ingest)) {
            assertThat(tooLarge.post(large).status()).isEqualTo(413);
            assertThat(tooLarge.isClosed()).isTrue();

            lost.send("POST /nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000000\r\n\r\n"
                    .getBytes(ISO_8859_1));
            lost.send(large);
            assertThat(lost.reply().status()).isEqualTo(404);
            assertThat(lost.post(click("/after-nothing")).status()).isEqualTo(200);
        }
    }

    @Test
    void ingestAddsKeyAndHeadersAndStoresNoAddress() throws Exception {
        try (var connection = new IngestConnection(ingest)) {
            connection.post(
                    click("/found-out"),
                    "User-Agent: Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                    "X-Forwarded-For: 203.0.113.77",
                    "CF-IPCountry: fr");
            connection.post(click("/found-out-2"), BROWSER, "X-Forwarded-For: 203.0.113.77", "CF-IPCountry: XX");
        }

        var bot = record("/found-out\"");
        assertThat(header(bot, "country")).isEqualTo("FR");
        assertThat(header(bot, "bot")).isEqualTo("Googlebot");
        var person = record("/found-out-2\"");
        assertThat(header(person, "country")).as("the sandbox's default").isEqualTo("BE");
        assertThat(header(person, "bot")).isNull();
        assertThat(person.value()).isEqualTo(click("/found-out-2"));
        for (var record : List.of(bot, person)) {
            assertThat(new String(record.key(), UTF_8)).matches("[A-Za-z0-9_-]{22}");
            assertThat(record + new String(record.value(), UTF_8)).doesNotContain("203.0.113.77");
        }
        assertThat(sandbox.output()).noneMatch(line -> line.contains("203.0.113.77"));
    }

    @Test
    void aCompressedArrayIsWrittenToKafkaUnchanged() throws Exception {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(('[' + new String(click("/gzip/1"), UTF_8) + ',' + new String(click("/gzip/2"), UTF_8) + ']')
                    .getBytes(UTF_8));
        }
        try (var connection = new IngestConnection(ingest)) {
            var reply = connection.post(compressed.toByteArray(), "Content-Encoding: gzip", "Content-Type: text/plain");
            assertThat(reply.status()).isEqualTo(200);
        }

        assertThat(record("/gzip/1\"").value()).isEqualTo(click("/gzip/1"));
        assertThat(record("/gzip/2\"").value()).isEqualTo(click("/gzip/2"));
    }

    @Test
    void whileKafkaIsFrozenIngestAnswers503AndIsNotReady() throws Exception {
        try (var waiting = new IngestConnection(ingest);
                var late = new IngestConnection(ingest)) {
            sandbox.freeze("kafka");
            try {
                waiting.sendPost(click("/stalled/waiting"));
                await().atMost(PATIENCE).until(() -> status("/q/health/ready") == 503);
                assertThat(status("/q/health/live")).isEqualTo(200);
                await().atMost(PATIENCE)
                        .until(() -> late.post(click("/stalled/late")).body().contains("Kafka does not answer"));
            } finally {
                sandbox.thaw("kafka");
            }
            await().atMost(PATIENCE).until(() -> status("/q/health/ready") == 200);
            await().atMost(PATIENCE)
                    .until(() -> late.post(click("/stalled/after")).status() == 200);
            assertThat(waiting.reply().status()).isIn(200, 503);
            assertThat(record("/stalled/after\"")).isNotNull();
        }
        assertThat(metric("footfall_ingest_clicks_received_total"))
                .isEqualTo(metric("footfall_ingest_clicks_acknowledged_total")
                        + metric("footfall_ingest_clicks_unacknowledged_total")
                        + metric("footfall_ingest_clicks_in_flight"));
    }

    @Test
    void requestsInFlightAreFinishedBeforeShutdown() throws Exception {
        // One array: after a pause of the machine, later clicks would be rejected.
        var clicks = IntStream.range(0, 10)
                .mapToObj(i -> new String(click("/last/" + i + "/"), UTF_8))
                .collect(Collectors.joining(",", "[", "]"));
        try (var connection = new IngestConnection(ingest)) {
            sandbox.freeze("kafka");
            try {
                connection.sendPost(clicks.getBytes(UTF_8));
                await().atMost(PATIENCE).until(() -> metric("footfall_ingest_clicks_in_flight") >= 10);
                sandbox.child("ingest").destroy();
                // The management interface answers until the end.
                await().atMost(PATIENCE).until(this::isStopping);
            } finally {
                sandbox.thaw("kafka");
            }
            assertThat(connection.reply().status()).isEqualTo(200);
            for (int i = 0; i < 10; i++) {
                assertThat(record("/last/" + i + "/\"")).isNotNull();
            }
        } finally {
            await().atMost(PATIENCE).until(() -> status("/q/health/ready") == 200);
        }
    }

    private static byte[] click(String path) {
        return LiveClicks.opening(path, 1_700_000_000_000L).getBytes(UTF_8);
    }

    /** The last record whose value contains a text, or null. */
    private ConsumerRecord<byte[], byte[]> record(String text) {
        return sandbox.topic("clicks").stream()
                .filter(record -> new String(record.value(), UTF_8).contains(text))
                .reduce((first, second) -> second)
                .orElse(null);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }

    /** Whether ingest has begun to stop: it says with each answer that it closes the connection. */
    private boolean isStopping() throws InterruptedException {
        try {
            return get(ingest, "/tracker.js")
                    .headers()
                    .firstValue("Connection")
                    .filter("close"::equalsIgnoreCase)
                    .isPresent();
        } catch (IOException notThere) {
            return true;
        }
    }

    private int status(String path) throws InterruptedException {
        return status(management, path);
    }

    private int status(int port, String path) throws InterruptedException {
        try {
            return get(port, path).statusCode();
        } catch (IOException notThere) {
            return 0;
        }
    }

    private double metric(String name) throws IOException, InterruptedException {
        return get(management, "/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .collect(Collectors.summingDouble(line -> Double.parseDouble(line.substring(name.length()))));
    }

    private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
