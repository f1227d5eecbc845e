package io.footfall.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.footfall.broker.LocalBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/** A real Kafka broker, and an HTTP server that responds like InfluxDB and keeps the points. */
public final class KafkaTestResource implements QuarkusTestResourceLifecycleManager {
    /** Points with this text are refused. */
    static final String BAD_POINT = "refuse-me";

    private static final String BUCKETS = """
            {"links":{"self":"/api/v2/buckets"},"buckets":[{"id":"b2","orgID":"o1","type":"user",\
            "schemaType":"implicit","name":"footfall-v2","retentionRules":[{"type":"expire","everySeconds":0}],\
            "createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z","links":{"self":"/b2"},"labels":[]}]}
            """;

    private LocalBroker broker;
    private HttpServer server;
    private final Store store = new Store();

    /** What InfluxDB has received. */
    static final class Store {
        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final List<String> deletedBuckets = new CopyOnWriteArrayList<>();
        private final AtomicInteger busy = new AtomicInteger();

        /** Stored points in line protocol. */
        List<String> lines() {
            return lines;
        }

        List<String> deletedBuckets() {
            return deletedBuckets;
        }

        /** How often it has responded with 503. */
        int busy() {
            return busy.get();
        }

        /** The first request is refused with 503, as InfluxDB may do just after its start. */
        private void write(HttpExchange exchange) throws IOException {
            try (exchange;
                    var body = new GZIPInputStream(exchange.getRequestBody())) {
                var text = new String(body.readAllBytes(), UTF_8);
                if (busy.compareAndSet(0, 1)) {
                    exchange.getResponseHeaders().add("Retry-After", "1");
                    respond(exchange, 503, "{\"code\":\"unavailable\",\"message\":\"starting\"}");
                } else if (text.contains(BAD_POINT)) {
                    respond(exchange, 400, "{\"code\":\"invalid\",\"message\":\"unable to parse\"}");
                } else {
                    lines.addAll(text.lines().toList());
                    exchange.sendResponseHeaders(204, -1);
                }
            }
        }

        private void buckets(HttpExchange exchange) throws IOException {
            try (exchange) {
                if (exchange.getRequestMethod().equals("DELETE")) {
                    deletedBuckets.add(exchange.getRequestURI().getPath());
                    exchange.sendResponseHeaders(204, -1);
                } else {
                    respond(exchange, 200, BUCKETS);
                }
            }
        }

        private static void respond(HttpExchange exchange, int status, String json) throws IOException {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            var bytes = json.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            broker = new LocalBroker();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (Exception e) {
            throw new IllegalStateException("Kafka or the HTTP server has not started", e);
        }
        server.createContext("/api/v2/write", store::write);
        server.createContext("/api/v2/buckets", store::buckets);
        server.start();
        return Map.of(
                "kafka.bootstrap.servers",
                broker.address(),
                "footfall.processor.idle-timeout",
                "PT2S",
                "footfall.processor.max-behind",
                "P36500D",
                "influxdb.url",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "influxdb.token",
                "secret");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(broker, new TestInjector.MatchesType(LocalBroker.class));
        injector.injectIntoFields(store, new TestInjector.MatchesType(Store.class));
    }

    @Override
    public void stop() {
        server.stop(0);
        broker.close();
    }
}
