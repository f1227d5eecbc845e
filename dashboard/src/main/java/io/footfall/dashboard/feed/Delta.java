package io.footfall.dashboard.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/**
 * Two snapshots as JSON in, what has changed from one to the other out: each changed field with its
 * new value; of {@code minutes} and {@code alerts} the {@code changed} elements, and all keys in their
 * {@code order} where that has changed. Absolute values only, so that a newer delta of a field needs
 * no older one.
 */
final class Delta {
    /** Lists whose elements have a key. */
    private static final Map<String, String> KEYS = Map.of("minutes", "start", "alerts", "fingerprint");

    private Delta() {}

    static ObjectNode between(JsonNode before, JsonNode after, ObjectMapper json) {
        var delta = json.createObjectNode();
        after.properties().forEach(field -> {
            var name = field.getKey();
            var old = before.path(name);
            var value = field.getValue();
            if (!value.equals(old)) {
                delta.set(name, KEYS.containsKey(name) ? list(old, value, KEYS.get(name), json) : value);
            }
        });
        return delta;
    }

    private static JsonNode list(JsonNode before, JsonNode after, String key, ObjectMapper json) {
        var old = new HashSet<JsonNode>();
        before.forEach(old::add);
        var list = json.createObjectNode();
        var changed = list.putArray("changed");
        after.forEach(element -> {
            if (!old.contains(element)) {
                changed.add(element);
            }
        });
        var order = keys(after, key, json);
        if (!order.equals(keys(before, key, json))) {
            list.set("order", order);
        }
        return list;
    }

    /** The snapshot that a client has after it has been told a delta, as {@code board.js} does it. */
    static JsonNode applied(JsonNode snapshot, JsonNode delta, ObjectMapper json) {
        var result = (ObjectNode) snapshot.deepCopy();
        delta.properties().forEach(field -> {
            var key = KEYS.get(field.getKey());
            result.set(
                    field.getKey(),
                    key == null ? field.getValue() : merged(result.path(field.getKey()), field.getValue(), key, json));
        });
        return result;
    }

    private static ArrayNode merged(JsonNode list, JsonNode change, String key, ObjectMapper json) {
        var byKey = new HashMap<JsonNode, JsonNode>();
        list.forEach(element -> byKey.put(element.path(key), element));
        change.path("changed").forEach(element -> byKey.put(element.path(key), element));
        var result = json.createArrayNode();
        var order = change.has("order") ? change.path("order") : keys(list, key, json);
        order.forEach(name -> result.add(byKey.get(name)));
        return result;
    }

    private static ArrayNode keys(JsonNode list, String key, ObjectMapper json) {
        var keys = json.createArrayNode();
        list.forEach(element -> keys.add(element.path(key)));
        return keys;
    }
}
