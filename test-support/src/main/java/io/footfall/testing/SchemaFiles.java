package io.footfall.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The schemas of a directory as trees, so that tests can look at what they say. */
public final class SchemaFiles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, JsonNode> roots = new TreeMap<>();

    private SchemaFiles() {}

    public static SchemaFiles in(Path directory) {
        var read = new SchemaFiles();
        try (var files = Files.newDirectoryStream(directory, "*.schema.json")) {
            for (var file : files) {
                read.put(file.getFileName().toString(), JSON.readTree(file.toFile()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read;
    }

    /** Adds a schema, or replaces it. */
    public void put(String file, JsonNode schema) {
        schema.findParents("$ref").forEach(parent -> {
            if (parent.path("$ref").asText().startsWith("#")) {
                ((ObjectNode) parent).put("$ref", file + parent.path("$ref").asText());
            }
        });
        roots.put(file, schema);
    }

    public Map<String, JsonNode> roots() {
        return roots;
    }

    /** The schema in which each reference and {@code allOf} is replaced by what it stands for, but not below it. */
    public ObjectNode resolved(JsonNode schema) {
        var result = JSON.createObjectNode();
        if (schema.has("$ref")) {
            var parts = schema.path("$ref").asText().split("#", 2);
            var root = roots.get(parts[0]);
            var target = root == null || parts.length == 1 ? root : root.at(parts[1]);
            if (target == null || target.isMissingNode()) {
                throw new IllegalArgumentException("no schema " + schema.path("$ref"));
            }
            result.setAll(resolved(target));
        }
        schema.path("allOf").forEach(member -> merge(resolved(member), result));
        merge(schema, result);
        result.remove(List.of("$ref", "allOf"));
        return result;
    }

    private static void merge(JsonNode from, ObjectNode into) {
        from.properties().forEach(keyword -> {
            var value = keyword.getValue();
            switch (keyword.getKey()) {
                case "properties" -> into.withObjectProperty("properties").setAll((ObjectNode) value.deepCopy());
                case "required" -> value.forEach(into.withArrayProperty("required")::add);
                default -> into.set(keyword.getKey(), value);
            }
        });
    }

    /** Paths of the fields of some JSON that its schema does not describe. */
    public List<String> undescribed(JsonNode json, JsonNode schema) {
        var found = new ArrayList<String>();
        find("", json, schema, found);
        return found;
    }

    private void find(String path, JsonNode json, JsonNode schema, List<String> found) {
        var described = resolved(schema);
        if (described.has("anyOf")) {
            return; // which one it is, a validator has to find out
        }
        json.properties().forEach(field -> {
            var name = path + "/" + field.getKey();
            var property = described.path("properties").path(field.getKey());
            var value = property.isMissingNode() ? described.path("additionalProperties") : property;
            if (value.isMissingNode()) {
                found.add(name);
            } else {
                find(name, field.getValue(), value, found);
            }
        });
        if (json.isArray()) {
            json.forEach(element -> find(path + "/*", element, described.path("items"), found));
        }
    }
}
