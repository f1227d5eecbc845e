package io.footfall.benchmarks.processor;

import com.fasterxml.jackson.databind.JsonNode;
import io.footfall.benchmarks.clicks.Totals;
import io.footfall.events.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What Spark has counted: the newest count of each window, of clicks that opened a page and of those that did not. */
record SparkWindows(TopicReader reader, String topic) {
    /** Throws if a window is not as the log was made to give it. */
    void check(Totals expected) throws IOException {
        var counts = new TreeMap<String, Long>();
        reader.read(topic, message -> {
            var count = Json.read(message.value(), JsonNode.class);
            // A window's counts only grow, and its records are on several partitions.
            counts.merge(
                    key(
                            count.at("/window/start").asText(),
                            count.path("flagged").asBoolean()),
                    count.path("count").asLong(),
                    Math::max);
        });
        var differences = differences(counts, expected.flagged());
        if (!differences.isEmpty()) {
            throw new IOException("%d windows of Spark are not as they must be, such as %s"
                    .formatted(differences.size(), differences.get(0)));
        }
    }

    static List<String> differences(Map<String, Long> counts, Map<String, Totals.Flagged> expected) {
        var due = new TreeMap<String, Long>();
        expected.forEach((start, flagged) -> {
            due.put(key(start, true), flagged.opening());
            due.put(key(start, false), flagged.other());
        });
        due.values().removeIf(count -> count == 0);
        var differences = new ArrayList<String>();
        due.forEach((window, count) -> {
            if (!count.equals(counts.get(window))) {
                differences.add("%s: %s instead of %d".formatted(window, counts.get(window), count));
            }
        });
        counts.keySet().stream()
                .filter(window -> !due.containsKey(window))
                .forEach(window -> differences.add(window + ": too much"));
        return differences;
    }

    private static String key(String start, boolean flagged) {
        return start + (flagged ? ", openings" : ", others");
    }
}
