package io.footfall.dashboard.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/**
 * The difference between two snapshots as JSON: each changed field with its new value. For {@code minutes} and
 * {@code alerts} it has the {@code changed} elements and, if the order of their keys has changed, all keys in
 * {@code order}. Values are absolute, so that a newer delta of a field needs no older one.
 */
final class Delta {
    /** The lists whose elements have a key, with the field of that key. */
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

    /** Applies a delta to a snapshot, as {@code stream.js} does. */
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
