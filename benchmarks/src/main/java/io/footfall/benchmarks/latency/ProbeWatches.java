package io.footfall.benchmarks.latency;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;

/** Those who wait for probes: a receiver of webhooks, somebody who queries the store, a reader of the dashboard. */
final class ProbeWatches implements AutoCloseable {
    private static final Pattern BOTS = Pattern.compile("\"bots_now\":(\\d+)");
    private static final long QUERY_EVERY_MILLIS = 20;

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpServer receiver;
    private final Probes probes;
    private BufferedReader stream;
    private Watch query;
    private Watch read;

    /** Opens the receiver, because alerts must know it when it starts. */
    ProbeWatches(Probes probes) throws IOException {
        this.probes = probes;
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            try (exchange) {
                probes.seen(Stage.ALERT, new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                exchange.sendResponseHeaders(204, -1);
            }
        });
        receiver.start();
    }

    String receiverUrl() {
        return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/";
    }

    void start(int storePort, int dashboardPort) throws IOException, InterruptedException {
        query = new Watch("queries", () -> query(storePort));
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + dashboardPort + "/stream"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Accept", "text/event-stream")
                .build();
        stream = new BufferedReader(new InputStreamReader(
                http.send(request, BodyHandlers.ofInputStream()).body(), UTF_8));
        read = new Watch("stream", this::read);
    }

    /** Asks for as little as can be missing, because the store is busy. */
    private void query(int port) throws IOException, InterruptedException {
        var oldest = probes.oldestMissing(Stage.STORED);
        if (oldest != Long.MAX_VALUE) {
            var question = "SELECT article FROM clicks WHERE timestamp >= " + oldest * 1_000
                    + " AND article LIKE '%/secret/%'";
            var address = "http://127.0.0.1:" + port + "/exec?query=" + URLEncoder.encode(question, UTF_8);
            var response = http.send(
                    HttpRequest.newBuilder(URI.create(address))
                            .version(HttpClient.Version.HTTP_1_1)
                            .build(),
                    BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException("the store does not answer: " + response.body());
            }
            var dataset = response.body().indexOf("\"dataset\"");
            probes.seen(Stage.STORED, response.body().substring(Math.max(0, dataset)));
        }
        Thread.sleep(QUERY_EVERY_MILLIS);
    }

    private void read() throws IOException {
        var line = stream.readLine();
        if (line == null) {
            throw new IOException("the dashboard has ended its stream");
        }
        var bots = BOTS.matcher(line);
        if (bots.find()) {
            probes.seenFirst(Stage.FRAME, Integer.parseInt(bots.group(1)));
        }
    }

    @Override
    public void close() throws IOException {
        if (read != null) {
            query.close();
            read.close();
            stream.close();
        }
        receiver.stop(0);
    }
}
