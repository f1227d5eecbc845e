package io.footfall.sandbox.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A reader of the dashboard's server-sent events that remembers the newest one. */
final class EventStream implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Stream<String> lines;
    private final CompletableFuture<Void> reading;
    private volatile JsonNode newest = JSON.createObjectNode();

    EventStream(URI dashboard) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(dashboard.resolve("/stream"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Accept", "text/event-stream")
                .build();
        lines = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofLines())
                .body();
        reading = CompletableFuture.runAsync(() -> lines.filter(line -> line.startsWith("data:"))
                .forEach(line -> newest = parse(line.substring("data:".length()))));
    }

    private static JsonNode parse(String data) {
        try {
            return JSON.readTree(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The newest snapshot; fails if the stream has ended in trouble. */
    JsonNode newest() {
        if (reading.isCompletedExceptionally()) {
            reading.join();
        }
        return newest;
    }

    @Override
    public void close() {
        lines.close();
    }
}
