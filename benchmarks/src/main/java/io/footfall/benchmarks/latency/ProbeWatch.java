package io.footfall.benchmarks.latency;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.footfall.benchmarks.process.Await;
import io.footfall.benchmarks.process.BackgroundPoller;
import io.footfall.benchmarks.process.FullSystem;
import io.footfall.benchmarks.process.KafkaClients;
import io.footfall.benchmarks.process.LocalHttp;
import io.footfall.events.ClickJson;
import io.footfall.events.Json;
import io.footfall.events.topics.Topics;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Observes when clicks arrive: reads cleaned clicks and the dashboard's stream, queries the store, and receives
 * webhooks.
 */
final class ProbeWatch implements AutoCloseable {
    private static final Pattern BOTS = Pattern.compile("\"bots_now\":(\\d+)");
    private static final long QUERY_MILLIS = 50;

    private final Probes probes;
    private final HttpServer receiver;
    private final List<BackgroundPoller> pollers = new ArrayList<>();
    private final Histogram cleaned = new ConcurrentHistogram(3);
    private KafkaConsumer<byte[], byte[]> consumer;
    private Waterfall waterfall;
    private volatile long measuredFrom = Long.MAX_VALUE;

    /** Receives webhooks at once. */
    ProbeWatch(Probes probes) throws IOException {
        this.probes = probes;
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            try (exchange) {
                probes.seen(Probes.ALERTED, new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                exchange.sendResponseHeaders(204, -1);
            }
        });
        receiver.start();
    }

    /** The address to which webhooks are to be sent. */
    String url() {
        return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/";
    }

    /** Begins to read and to query. */
    void start(FullSystem system) throws IOException {
        var connection = URI.create("http://127.0.0.1:" + system.port("dashboard") + "/stream")
                .toURL()
                .openConnection();
        connection.setRequestProperty("Accept", "text/event-stream");
        var stream = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
        var broker = system.processes().get("broker").bootstrapServers();
        consumer = KafkaClients.consumer(broker, "benchmarks-latency", "latest");
        consumer.subscribe(List.of(new Topics("").cleaned()));
        waterfall = new Waterfall(probes, broker);
        pollers.add(new BackgroundPoller("stages", waterfall::poll));
        pollers.add(new BackgroundPoller("cleaned clicks", this::readCleaned));
        pollers.add(new BackgroundPoller("store query", () -> query(system.port("store"))));
        pollers.add(new BackgroundPoller("dashboard stream", () -> read(stream)));
    }

    private void readCleaned() {
        var records = consumer.poll(Duration.ofMillis(100));
        var now = System.currentTimeMillis();
        records.forEach(record -> {
            var eventTime = Json.read(record.value(), JsonNode.class).path(ClickJson.TS_INGEST);
            var sent = Instant.parse(eventTime.asText()).toEpochMilli();
            if (sent >= measuredFrom) {
                cleaned.recordValue(Math.max(0, now - sent));
            }
        });
    }

    /** Queries QuestDB, which the sandbox has instead of InfluxDB, for as little as possible: it is busy. */
    private void query(int port) throws Exception {
        var oldest = probes.oldestMissing(Probes.STORED);
        if (oldest != Long.MAX_VALUE) {
            var sql = "SELECT article FROM clicks WHERE timestamp >= %d AND article LIKE '%%/secret/%%'";
            var answer = LocalHttp.get(port, "/exec?query=" + URLEncoder.encode(sql.formatted(oldest * 1_000), UTF_8));
            // The answer repeats the query before its rows.
            probes.seen(Probes.STORED, answer.substring(Math.max(0, answer.indexOf("\"dataset\""))));
        }
        Thread.sleep(QUERY_MILLIS);
    }

    private void read(BufferedReader stream) throws IOException {
        var line = stream.readLine();
        if (line == null) {
            throw new IOException("the dashboard has ended its stream");
        }
        var bots = BOTS.matcher(line);
        if (bots.find()) {
            probes.seenFirst(Probes.STREAMED, Integer.parseInt(bots.group(1)));
        }
    }

    /** Measures cleaned clicks from a moment on, ms since the epoch. */
    void measure(long from) {
        measuredFrom = from;
    }

    /** Waits for this number of cleaned clicks and returns how old they were when they were committed, ms. */
    Histogram cleaned(long clicks) throws Exception {
        Await.until("not all of %,d clicks were cleaned".formatted(clicks), () -> cleaned.getTotalCount() >= clicks);
        return cleaned;
    }

    /** Where probes have waited. */
    Waterfall waterfall() {
        return waterfall;
    }

    /** Call it while the dashboard still streams; else the end of the stream is a failure. */
    @Override
    public void close() {
        pollers.forEach(BackgroundPoller::close);
        if (consumer != null) {
            consumer.close();
            waterfall.close();
        }
        receiver.stop(0);
    }
}
