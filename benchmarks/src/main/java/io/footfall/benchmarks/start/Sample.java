package io.footfall.benchmarks.start;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Recorded clicks, which are sent to a system that has just been started. */
record Sample(List<String> clicks) {
    static final Sample NONE = new Sample(List.of());

    private static final int ARRAY = 100;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** @param file with a click in each line */
    static Sample read(Path file) throws IOException {
        var lines = Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .toList();
        if (lines.isEmpty()) {
            throw new IOException(file + " has no clicks");
        }
        return new Sample(lines);
    }

    int size() {
        return clicks.size();
    }

    /** Returns when all have been taken. */
    void send(int port) throws IOException, InterruptedException {
        for (var from = 0; from < clicks.size(); from += ARRAY) {
            var some = clicks.subList(from, Math.min(from + ARRAY, clicks.size()));
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/clicks"))
                    .version(HttpClient.Version.HTTP_1_1)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("[" + String.join(",", some) + "]"))
                    .build();
            var response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException("recorded clicks were not taken: " + response.body());
            }
        }
    }
}
