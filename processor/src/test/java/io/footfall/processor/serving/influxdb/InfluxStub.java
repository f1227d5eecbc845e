package io.footfall.processor.serving.influxdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.footfall.events.topics.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/** An HTTP server that answers as it is set up to, and stores points as InfluxDB does: the newest of an identity stays. */
public final class InfluxStub implements AutoCloseable {
    private final Map<String, String> stored = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final InfluxStore store;
    private final InfluxOutage outage;
    private volatile Function<List<String>, Answer> answers = lines -> Answer.STORED;
    private volatile Runnable beforeAnswer = () -> {};

    /** A response; the points of a request that is answered 204 are stored. */
    public record Answer(int status, String contentType, String body) {
        static final Answer STORED = new Answer(204, "", "");
        static final Answer BUSY = json(503, "unavailable", "queue is full");

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
        server.setExecutor(threads);
        server.start();
        var config = new Config("http://127.0.0.1:" + server.getAddress().getPort());
        store = new InfluxStore(config, new Topics("v2"));
        outage = new InfluxOutage(config.url(), "footfall-v2", Clock.systemUTC());
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
        return new PointWriter(store::write, outage, threads, () -> 0);
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
        public String org() {
            return "footfall";
        }

        @Override
        public String bucket() {
            return "footfall";
        }
    }
}
