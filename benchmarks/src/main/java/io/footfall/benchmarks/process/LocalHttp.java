package io.footfall.benchmarks.process;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Requests to servers on this machine that are not part of what is measured. */
public final class LocalHttp {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private LocalHttp() {}

    public static String get(int port, String path) throws IOException, InterruptedException {
        return send(request(port, path));
    }

    public static String post(int port, String path, String json) throws IOException, InterruptedException {
        return send(request(port, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** The result of a query of QuestDB, which the sandbox has instead of InfluxDB. */
    public static String query(int port, String sql) throws IOException, InterruptedException {
        return get(port, "/exec?query=" + URLEncoder.encode(sql, StandardCharsets.UTF_8));
    }

    /** Whether a service is ready; false if it does not answer. */
    public static boolean isReady(int port) throws InterruptedException {
        try {
            return !get(port, "/q/health/ready").isEmpty();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The sum of a metric over all its labels that contain a text. */
    public static double sum(String metrics, String name, String label) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + "{") && line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept", "text/plain, application/json")
                .timeout(TIMEOUT);
    }

    private static String send(HttpRequest.Builder builder) throws IOException, InterruptedException {
        var request = builder.build();
        var response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(request.uri() + " answers " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }
}
