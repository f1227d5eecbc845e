package io.footfall.benchmarks.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The heap in use, as a service's own metrics tell it. */
public final class HeapMetric {
    private static final double MEGABYTE = 1024.0 * 1024;

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpRequest metrics;

    public HeapMetric(int port) {
        metrics = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/metrics"))
                .header("Accept", "text/plain")
                .timeout(Duration.ofSeconds(10))
                .build();
    }

    public double usedMegabytes() throws IOException, InterruptedException {
        return usedBytes(
                        http.send(metrics, HttpResponse.BodyHandlers.ofString()).body())
                / MEGABYTE;
    }

    /** What is left in the heap once the collector has taken away all that it can. */
    public double liveMegabytes(Server server) throws IOException, InterruptedException {
        server.collectGarbage();
        return usedMegabytes();
    }

    /** The sum over the heap's pools. */
    static double usedBytes(String metrics) {
        return metrics.lines()
                .filter(line -> line.startsWith("jvm_memory_used_bytes{") && line.contains("area=\"heap\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .reduce(Double::sum)
                .orElseThrow(() -> new IllegalArgumentException("the metrics do not tell the heap in use"));
    }
}
