package io.footfall.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The OpenAPI document of a service, and whether the service does as it says. */
public final class ApiDocument {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JSON_TYPE = "application/json";

    private final JsonNode document;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private ApiDocument(JsonNode document) {
        this.document = document;
    }

    public static ApiDocument of(String json) {
        try {
            return new ApiDocument(JSON.readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Fails if the copy of the document in {@code docs/schemas} differs. With {@code -Dschemas.update=true} it is
     * written anew.
     *
     * @param yaml what the service serves
     */
    public static void assertExported(String service, String yaml) {
        var file = Schemas.DIRECTORY.resolve("openapi-" + service + ".yaml");
        try {
            if (Boolean.getBoolean("schemas.update")) {
                Files.writeString(file, yaml);
            }
            if (!Files.exists(file) || !Files.readString(file).equals(yaml)) {
                throw new AssertionError(file + " is not what the service serves; write it with -Dschemas.update=true");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Templates of all paths. */
    public List<String> paths() {
        return fields(document.path("paths"));
    }

    /** Methods of a path, in upper case. */
    public List<String> methods(String path) {
        return fields(document.path("paths").path(path)).stream()
                .map(method -> method.toUpperCase(Locale.ROOT))
                .toList();
    }

    /** Statuses of an operation. */
    public List<String> statuses(String path, String method) {
        return fields(operation(path, method).path("responses"));
    }

    /**
     * Fails if a response is not one of those that the document has for its path and method: its status, its type and
     * its body. Paths that the document does not have are none of the API.
     *
     * @param type the header {@code Content-Type}, or null
     */
    public void validate(String method, String path, int status, String type, String body) {
        template(path).ifPresent(template -> {
            var isKnown = methods(template).contains(method);
            var operation =
                    operation(template, isKnown ? method : methods(template).get(0));
            var response = resolved(operation.path("responses").path(Integer.toString(status)));
            var what = "%s %s: %d %s %s".formatted(method, path, status, type, body);
            if (response.isMissingNode()) {
                throw new AssertionError("the OpenAPI document does not have the response " + what);
            }
            if (!body.isEmpty()) {
                var content = response.path("content").path(type == null ? "" : type.split(";", 2)[0]);
                if (content.isMissingNode()) {
                    throw new AssertionError("the OpenAPI document does not have the type of " + what);
                }
                var errors = JSON_TYPE.equals(type) || (type != null && type.startsWith(JSON_TYPE + ";"))
                        ? errors(content.path("schema"), body)
                        : List.<Error>of();
                if (!errors.isEmpty()) {
                    throw new AssertionError("not valid by the OpenAPI document: " + errors + "\n" + what);
                }
            }
        });
    }

    /** What the document finds wrong with the body of a request. */
    public List<Error> requestErrors(String method, String template, String body) {
        return errors(operation(template, method).at("/requestBody/content/application~1json/schema"), body);
    }

    private List<Error> errors(JsonNode schema, String body) {
        if (schema.isMissingNode()) {
            throw new IllegalArgumentException("no schema");
        }
        var root = JSON.createObjectNode();
        root.set("$defs", document.at("/components/schemas"));
        root.putArray("allOf").add(schema);
        return registry.getSchema(root.toString().replace("#/components/schemas/", "#/$defs/"), InputFormat.JSON)
                .validate(body, InputFormat.JSON);
    }

    private JsonNode operation(String template, String method) {
        return document.path("paths").path(template).path(method.toLowerCase(Locale.ROOT));
    }

    private Optional<String> template(String path) {
        return paths().stream()
                .filter(template -> path.matches(template.replaceAll("\\{[^}]+}", "[^/]+")))
                .min(Comparator.comparingLong(
                        template -> template.chars().filter(each -> each == '{').count()));
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static List<String> fields(JsonNode node) {
        Iterable<String> names = node::fieldNames;
        return StreamSupport.stream(names.spliterator(), false).toList();
    }
}
