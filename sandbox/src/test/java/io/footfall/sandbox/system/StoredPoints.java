package io.footfall.sandbox.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.events.Json;
import io.footfall.sandbox.RunningSandbox;
import io.footfall.testing.HttpClients;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;

/** Points stored, refused and expired according to the processor, from each of the three places that count them. */
final class StoredPoints {
    private static final Pattern COMMITTED = Pattern.compile("stored=(\\d+) not_stored=(\\d+)(?: expired=(\\d+))?");
    private static final Pattern MEASURED = Pattern.compile(
            "(?m)^footfall_processor_points_(?:stored|not_stored|expired)\\{.*partition=\"\\d+\".*} (\\S+)$");

    private StoredPoints() {}

    /** Sum over all partitions of the counts in the metadata of committed offsets. */
    static long committed(RunningSandbox sandbox) throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", sandbox.bootstrapServers()))) {
            return admin
                    .listConsumerGroupOffsets("footfall-points")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .values()
                    .stream()
                    .mapToLong(offset -> sum(offset.metadata()))
                    .sum();
        }
    }

    private static long sum(String metadata) {
        var counts = COMMITTED.matcher(metadata);
        if (!counts.matches()) {
            throw new AssertionError("committed with '" + metadata + "'");
        }
        return Long.parseLong(counts.group(1))
                + Long.parseLong(counts.group(2))
                + (counts.group(3) == null ? 0 : Long.parseLong(counts.group(3)));
    }

    /** Sum over all partitions of the counts that the topology has received. */
    static long received(RunningSandbox sandbox) throws IOException {
        var newest = new HashMap<String, Long>();
        for (var record : sandbox.topic("clicks-partial-totals")) {
            var key = new String(record.key(), UTF_8);
            if (key.startsWith("stored-")) {
                var counts = Json.MAPPER.readTree(record.value()).get("counts");
                newest.put(
                        key,
                        counts.get("stored").asLong()
                                + counts.get("notStored").asLong()
                                + counts.path("expired").asLong());
            }
        }
        return newest.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Sum over all partitions of the metrics. */
    static long measured(RunningSandbox sandbox) throws IOException, InterruptedException {
        var metrics = HttpClients.http1()
                .send(
                        HttpRequest.newBuilder(
                                        sandbox.address("processor-management").resolve("/q/metrics"))
                                .version(HttpClient.Version.HTTP_1_1)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        return MEASURED.matcher(metrics)
                .results()
                .mapToLong(line -> (long) Double.parseDouble(line.group(1)))
                .sum();
    }
}
