package io.footfall.processor.serving.influxdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.footfall.events.topics.Topics;
import io.footfall.testing.MutableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** An HTTP server that answers as it is set up to, and stores points as InfluxDB does: the newest of an identity stays. */
public final class InfluxStub implements AutoCloseable {
    private static final Pattern CODE = Pattern.compile("\"code\":\"([a-z ]+)\"");

    private final Map<String, String> stored = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final InfluxStore store;
    private final InfluxOutage outage;
    private final BucketRetention retention;
    private final Queue<String> questions = new ConcurrentLinkedQueue<>();
    private final MutableClock clock = new MutableClock(Instant.now());
    private volatile Answer buckets = Answer.json(404, "not found", "bucket \\\"footfall-v2\\\" not found");
    private volatile Function<List<String>, Answer> answers = lines -> Answer.STORED;
    private volatile Runnable beforeAnswer = () -> {};

    /** A response; the points of a request that is answered 204 are stored. */
    public record Answer(int status, String contentType, String body, String retryAfter) {
        static final Answer STORED = new Answer(204, "", "");
        static final Answer BUSY = json(503, "unavailable", "queue is full");

        Answer(int status, String contentType, String body) {
            this(status, contentType, body, "");
        }

        Answer after(String seconds) {
            return new Answer(status, contentType, body, seconds);
        }

        /** An error of InfluxDB. */
        static Answer json(int status, String code, String message) {
            return new Answer(
                    status,
                    "application/json; charset=utf-8",
                    "{\"code\":\"%s\",\"message\":\"%s\"}".formatted(code, message));
        }
    }

    public InfluxStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.createContext("/api/v2/buckets", this::answerBuckets);
        server.setExecutor(threads);
        server.start();
        var config = new Config("http://127.0.0.1:" + server.getAddress().getPort());
        store = new InfluxStore(config, new Topics("v2"));
        outage = new InfluxOutage(config.url(), "footfall-v2", Clock.systemUTC());
        retention = new BucketRetention(store::retention, "footfall-v2", clock);
    }

    private void answerBuckets(HttpExchange exchange) throws IOException {
        questions.add(exchange.getRequestURI().getQuery());
        try (exchange) {
            var answer = buckets;
            var bytes = answer.body().getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", answer.contentType());
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        try (exchange;
                var body = new GZIPInputStream(exchange.getRequestBody())) {
            var lines = new String(body.readAllBytes(), UTF_8).lines().toList();
            beforeAnswer.run();
            var answer = answers.apply(lines);
            if (answer.status() == 204) {
                lines.forEach(this::put);
            }
            exchange.getResponseHeaders().add("Content-Type", answer.contentType());
            exchange.getResponseHeaders().add("Location", "/login");
            var code = CODE.matcher(answer.body());
            if (answer.contentType().endsWith("charset=utf-8") && code.find()) {
                exchange.getResponseHeaders().add("X-Platform-Error-Code", code.group(1));
            }
            if (!answer.retryAfter().isEmpty()) {
                exchange.getResponseHeaders().add("Retry-After", answer.retryAfter());
            }
            var bytes = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** Stores a point under its series and time. */
    void put(String line) {
        stored.put(line.substring(0, line.indexOf(' ')) + line.substring(line.lastIndexOf(' ')), line);
    }

    /** How requests with these points in line protocol are answered from now on. */
    void answers(Function<List<String>, Answer> next) {
        answers = next;
    }

    /** How requests for buckets are answered from now on. */
    void bucketsAnswer(Answer next) {
        buckets = next;
    }

    /** The bucket keeps points for so long, or for ever if it is zero. */
    public void keeps(Duration retention) {
        buckets = new Answer(200, "application/json; charset=utf-8", """
                {"links":{"self":"/api/v2/buckets?name=footfall-v2"},"buckets":[{"id":"0a","orgID":"0b","type":"user",\
                "name":"footfall-v2","retentionRules":[{"type":"expire","everySeconds":%d,\
                "shardGroupDurationSeconds":86400}]}]}""".formatted(retention.toSeconds()));
    }

    /** The queries with which this stub was asked for buckets. */
    Queue<String> questions() {
        return questions;
    }

    Optional<Duration> retention() {
        return store.retention();
    }

    MutableClock clock() {
        return clock;
    }

    public void isUp(boolean isUp) {
        answers(lines -> isUp ? Answer.STORED : Answer.BUSY);
    }

    /** Runs before each answer from now on. */
    public void beforeAnswer(Runnable action) {
        beforeAnswer = action;
    }

    public int requests() {
        return requests.get();
    }

    public List<String> stored() {
        return List.copyOf(stored.values());
    }

    InfluxOutage outage() {
        return outage;
    }

    /** A writer of another replica, or of another channel. */
    public PointWriter writer() {
        return new PointWriter(store::write, outage, retention, threads, () -> 0);
    }

    @Override
    public void close() {
        store.close();
        server.stop(0);
        threads.shutdown();
    }

    private record Config(String url) implements InfluxConfig {
        @Override
        public Optional<String> token() {
            return Optional.empty();
        }

        @Override
        public Optional<String> password() {
            return Optional.empty();
        }

        @Override
        public String org() {
            return "footfall";
        }

        @Override
        public String bucket() {
            return "footfall";
        }
    }
}
