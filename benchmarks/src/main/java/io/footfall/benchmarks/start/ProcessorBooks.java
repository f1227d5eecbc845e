package io.footfall.benchmarks.start;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What has become of clicks, as the processor's own metrics tell it. */
record ProcessorBooks(long read, long cleaned, long stored) {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Waits until so many clicks have been read, and all that were cleaned are stored. */
    static void awaitAll(int port, long clicks) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/metrics"))
                .header("Accept", "text/plain")
                .build();
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var books = new ProcessorBooks(0, 0, 0);
        while (System.nanoTime() < deadline) {
            books = of(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
            if (books.read == clicks && books.cleaned == books.stored) {
                return;
            }
            Thread.sleep(200);
        }
        throw new IOException(
                "the processor has not dealt with %,d clicks within %s: %s".formatted(clicks, PATIENCE, books));
    }

    static ProcessorBooks of(String metrics) {
        return new ProcessorBooks(
                sum(metrics, "footfall_processor_clicks_read{"),
                sum(metrics, "footfall_processor_clicks_cleaned{"),
                sum(metrics, "footfall_processor_points_stored{"));
    }

    private static long sum(String metrics, String beginning) {
        return metrics.lines()
                .filter(line -> line.startsWith(beginning))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
