package io.footfall.benchmarks.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Requests to servers on this machine that are not part of what is measured. */
public final class LocalHttp {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private LocalHttp() {}

    public static String get(int port, String path) throws IOException, InterruptedException {
        return send(port, path, HttpRequest.newBuilder().GET());
    }

    public static String post(int port, String path, String json) throws IOException, InterruptedException {
        return send(port, path, HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** The sum of a metric over all its labels that contain a text. */
    public static double sum(String metrics, String name, String label) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + "{") && line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static String send(int port, String path, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        request.uri(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .header("Accept", "text/plain, application/json")
                .timeout(TIMEOUT);
        var response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(response.uri() + " answers " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }
}
