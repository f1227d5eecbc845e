package io.footfall.benchmarks.latency;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.benchmarks.process.Watch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;

/** Those who look out for probes: somebody who queries the store, and a reader of the dashboard's stream. */
final class ProbeWatches implements AutoCloseable {
    private static final Pattern BOTS = Pattern.compile("\"bots_now\":(\\d+)");
    private static final long QUERY_EVERY_MILLIS = 50;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Probes probes;
    private final BufferedReader stream;
    private final Watch query;
    private final Watch read;

    /**
     * Begins at once.
     *
     * @param storePort of QuestDB's queries, on loopback
     * @param dashboardPort likewise
     */
    ProbeWatches(Probes probes, int storePort, int dashboardPort) throws IOException, InterruptedException {
        this.probes = probes;
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + dashboardPort + "/stream"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Accept", "text/event-stream")
                .build();
        stream = new BufferedReader(new InputStreamReader(
                http.send(request, BodyHandlers.ofInputStream()).body(), UTF_8));
        query = new Watch("queries", () -> query(storePort));
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

    /** Waits until all probes that were sent have been seen. */
    void await() throws IOException, InterruptedException {
        probes.await();
    }

    /** While the dashboard still streams, or what ends the stream is told as a failure. */
    @Override
    public void close() throws IOException {
        query.close();
        read.close();
        stream.close();
    }
}
