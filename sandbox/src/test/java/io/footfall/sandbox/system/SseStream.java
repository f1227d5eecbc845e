package io.footfall.sandbox.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.footfall.testing.HttpClients;
import io.footfall.testing.Schemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A client of the dashboard's server-sent events that validates them and keeps the newest snapshot. */
final class SseStream implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Lists in which deltas have only changed elements. */
    private static final Map<String, String> KEYS = Map.of("minutes", "start", "alerts", "fingerprint");

    private final Stream<String> lines;
    private final CompletableFuture<Void> reading;
    private final CompletableFuture<Boolean> begun = new CompletableFuture<>();
    private String event = "";
    private volatile JsonNode newest = JSON.createObjectNode();

    SseStream(URI dashboard) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(dashboard.resolve("/stream"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Accept", "text/event-stream")
                .build();
        lines = HttpClients.http1()
                .send(request, HttpResponse.BodyHandlers.ofLines())
                .body();
        reading = CompletableFuture.runAsync(() -> lines.forEach(this::take));
        var unused = reading.whenComplete((end, trouble) -> begun.complete(false));
    }

    private void take(String line) {
        if (line.startsWith("event: ")) {
            event = line.substring("event: ".length());
        } else if (line.startsWith("data: ")) {
            var data = line.substring("data: ".length());
            switch (event) {
                case "snapshot" -> {
                    Schemas.assertValid("traffic-snapshot", data);
                    newest = parse(data);
                    begun.complete(!newest.isEmpty());
                }
                case "delta" -> {
                    Schemas.assertValid("traffic-delta", data);
                    newest = changed((ObjectNode) newest.deepCopy(), (ObjectNode) parse(data));
                }
                default -> {} // a heartbeat
            }
        }
    }

    private static JsonNode changed(ObjectNode snapshot, ObjectNode delta) {
        delta.properties().forEach(field -> {
            var key = KEYS.get(field.getKey());
            var value = field.getValue();
            snapshot.set(field.getKey(), key == null ? value : merged(snapshot.path(field.getKey()), value, key));
        });
        return snapshot;
    }

    private static JsonNode merged(JsonNode list, JsonNode change, String key) {
        var byKey = new LinkedHashMap<JsonNode, JsonNode>();
        list.forEach(element -> byKey.put(element.path(key), element));
        change.path("changed").forEach(element -> byKey.put(element.path(key), element));
        var order = change.has("order") ? change.path("order") : JSON.valueToTree(byKey.keySet());
        var merged = JSON.createArrayNode();
        order.forEach(name -> merged.add(byKey.get(name)));
        return merged;
    }

    private static JsonNode parse(String data) {
        try {
            return JSON.readTree(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the first snapshot. False if the stream ends before. */
    boolean begins() {
        return begun.join();
    }

    /** The newest snapshot. Fails if the stream has ended with an error. */
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
