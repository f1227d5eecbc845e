package io.footfall.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import io.footfall.testing.SchemaFiles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Compares two versions of a schema: whether programs that know the older one can read everything that follows the
 * newer one. They ignore fields that they do not know.
 */
final class SchemaCompatibility {
    private static final Set<String> ANNOTATIONS =
            Set.of("$schema", "$defs", "title", "description", "examples", "format", "contentEncoding");
    private static final Set<String> LOWER_BOUNDS = Set.of("minimum", "minLength", "minItems", "minProperties");
    private static final Set<String> UPPER_BOUNDS = Set.of("maximum", "maxLength");
    private static final Set<String> OTHERS = Set.of(
            "type", "enum", "const", "pattern", "properties", "required", "items", "additionalProperties", "anyOf");

    private static final Map<String, String> TYPE_OF =
            Map.of("STRING", "string", "BOOLEAN", "boolean", "NULL", "null", "NUMBER", "integer");

    private final SchemaFiles olderFiles;
    private final SchemaFiles newerFiles;
    private final boolean mayLeaveOut;

    private SchemaCompatibility(SchemaFiles olderFiles, SchemaFiles newerFiles, boolean mayLeaveOut) {
        this.olderFiles = olderFiles;
        this.newerFiles = newerFiles;
        this.mayLeaveOut = mayLeaveOut;
    }

    /** What programs that read by the older schema do not expect; empty if it is compatible. */
    static List<String> forReaders(String file, SchemaFiles older, SchemaFiles newer) {
        return new SchemaCompatibility(older, newer, false).problems(file, older, newer);
    }

    /** What programs that write by the older schema may write, but the newer one forbids. */
    static List<String> forWriters(String file, SchemaFiles older, SchemaFiles newer) {
        return new SchemaCompatibility(newer, older, true).problems(file, newer, older);
    }

    private List<String> problems(String file, SchemaFiles wider, SchemaFiles narrower) {
        var problems = new ArrayList<String>();
        var parts = wider.roots().get(file).path("$defs");
        compare("", wider.roots().get(file), narrower.roots().get(file), problems);
        parts.properties()
                .forEach(part -> compare(
                        "$defs/" + part.getKey(),
                        part.getValue(),
                        narrower.roots().get(file).path("$defs").path(part.getKey()),
                        problems));
        return problems;
    }

    private void compare(String path, JsonNode olderSchema, JsonNode newerSchema, List<String> problems) {
        var older = olderFiles.resolved(olderSchema);
        var newer = newerFiles.resolved(newerSchema);
        Stream.of(older, newer).forEach(SchemaCompatibility::checkKeywords);
        if (older.has("type") && (types(newer).isEmpty() || !types(older).containsAll(types(newer)))) {
            problems.add(path + ": another type");
        }
        if (!values(older).isEmpty()
                && (values(newer).isEmpty() || !values(older).containsAll(values(newer)))) {
            problems.add(path + ": other values");
        }
        if (older.has("pattern") && !older.path("pattern").equals(newer.path("pattern"))) {
            problems.add(path + ": another pattern");
        }
        compareBounds(path, older, newer, problems);
        compareObjects(path, older, newer, problems);
        for (var keyword : List.of("items", "additionalProperties")) {
            if (older.has(keyword)) {
                compare(path + "/" + keyword, older.path(keyword), newer.path(keyword), problems);
            }
        }
        if (older.has("anyOf") && !alternatives(newer).allMatch(newBranch -> isWithin(newBranch, older))) {
            problems.add(path + ": other alternatives");
        }
    }

    private static void checkKeywords(JsonNode schema) {
        schema.fieldNames().forEachRemaining(keyword -> {
            if (Stream.of(ANNOTATIONS, LOWER_BOUNDS, UPPER_BOUNDS, OTHERS)
                    .noneMatch(known -> known.contains(keyword))) {
                throw new IllegalArgumentException("the comparison does not know the keyword " + keyword);
            }
        });
    }

    private static void compareBounds(String path, JsonNode older, JsonNode newer, List<String> problems) {
        older.properties().forEach(keyword -> {
            var name = keyword.getKey();
            var direction = LOWER_BOUNDS.contains(name) ? 1 : UPPER_BOUNDS.contains(name) ? -1 : 0;
            if (direction != 0
                    && (!newer.has(name)
                            || direction
                                            * newer.path(name)
                                                    .decimalValue()
                                                    .compareTo(
                                                            keyword.getValue().decimalValue())
                                    < 0)) {
                problems.add(path + ": wider " + name);
            }
        });
    }

    private void compareObjects(String path, JsonNode older, JsonNode newer, List<String> problems) {
        var required = texts(newer.path("required"));
        texts(older.path("required")).stream()
                .filter(field -> !required.contains(field))
                .forEach(field -> problems.add(path + "/" + field + ": may be absent"));
        older.path("properties").properties().forEach(field -> {
            var now = newer.path("properties").path(field.getKey());
            if (!now.isMissingNode()) {
                compare(path + "/" + field.getKey(), field.getValue(), now, problems);
            } else if (!mayLeaveOut) {
                problems.add(path + "/" + field.getKey() + ": gone");
            }
        });
    }

    private boolean isWithin(JsonNode branch, JsonNode older) {
        return alternatives(older).anyMatch(olderBranch -> {
            var problems = new ArrayList<String>();
            compare("", olderBranch, branch, problems);
            return problems.isEmpty();
        });
    }

    private static Stream<JsonNode> alternatives(JsonNode schema) {
        return schema.has("anyOf") ? stream(schema.path("anyOf")) : Stream.of(schema);
    }

    private static Set<String> types(JsonNode schema) {
        var types = new HashSet<>(
                schema.path("type").isTextual() ? Set.of(schema.path("type").asText()) : texts(schema.path("type")));
        values(schema)
                .forEach(value -> types.add(TYPE_OF.get(value.getNodeType().name())));
        if (types.contains("number")) {
            types.add("integer");
        }
        return types;
    }

    private static Set<JsonNode> values(JsonNode schema) {
        return schema.has("const")
                ? Set.of(schema.path("const"))
                : stream(schema.path("enum")).collect(Collectors.toSet());
    }

    private static Set<String> texts(JsonNode array) {
        return stream(array).map(JsonNode::asText).collect(Collectors.toSet());
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
