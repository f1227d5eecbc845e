package io.footfall.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Validates JSON against the schemas of {@code docs/schemas}, which other programs rely on. */
public final class Schemas {
    /** Seen from the directory of a module. */
    public static final Path DIRECTORY = Path.of("..", "docs", "schemas");

    private static final Pattern FILE = Pattern.compile("([a-z-]+)\\.v(\\d+)\\.schema\\.json");
    /** Where the files are for the validator; nothing is fetched. */
    private static final String BASE = "https://footfall.invalid/";

    private static final Map<String, String> FILES = files();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(texts()));
    private static final Map<String, Schema> PARSED = new ConcurrentHashMap<>();
    private static final SchemaFiles TREES = SchemaFiles.in(DIRECTORY);
    private static final ObjectMapper JSON = new ObjectMapper();

    private Schemas() {}

    /** The file of each schema in its newest version. */
    public static Map<String, String> files() {
        var files = new HashMap<String, String>();
        var versions = new HashMap<String, Integer>();
        try (var all = Files.list(DIRECTORY)) {
            all.map(file -> FILE.matcher(file.getFileName().toString()))
                    .filter(name -> name.matches())
                    .forEach(name -> {
                        var version = Integer.parseInt(name.group(2));
                        if (version > versions.getOrDefault(name.group(1), 0)) {
                            versions.put(name.group(1), version);
                            files.put(name.group(1), name.group());
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static Map<String, String> texts() {
        var texts = new HashMap<String, String>();
        try (var all = Files.list(DIRECTORY)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                texts.put(BASE + file.getFileName(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    /**
     * What is wrong with a JSON text; empty if it is valid.
     *
     * @param name of a schema, such as {@code alert}, or of a part of it: {@code record-headers#/$defs/rejected}
     */
    public static List<Error> errors(String name, String json) {
        return PARSED.computeIfAbsent(name, Schemas::parsed).validate(json, InputFormat.JSON);
    }

    private static Schema parsed(String name) {
        var parts = name.split("#", 2);
        var file = FILES.getOrDefault(parts[0], parts[0]);
        return REGISTRY.getSchema(SchemaLocation.of(BASE + file + (parts.length == 1 ? "" : "#" + parts[1])));
    }

    /** Fails with the text and every error if the text is not valid. */
    public static void assertValid(String name, String json) {
        var errors = errors(name, json);
        if (!errors.isEmpty()) {
            throw new AssertionError("not valid by docs/schemas, %s: %s\n%s".formatted(name, errors, json));
        }
    }

    public static void assertValid(String name, byte[] json) {
        assertValid(name, new String(json, StandardCharsets.UTF_8));
    }

    static void assertValid(String name, Map<String, String> fields) {
        assertValid(name, JSON.valueToTree(fields).toString());
    }

    /** As {@link #assertValid}, and the schema must describe every field that is there. */
    public static void assertDescribed(String name, byte[] json) {
        assertValid(name, json);
        var parts = name.split("#", 2);
        var root = TREES.roots().get(FILES.get(parts[0]));
        try {
            var undescribed = TREES.undescribed(JSON.readTree(json), parts.length == 1 ? root : root.at(parts[1]));
            if (!undescribed.isEmpty()) {
                throw new AssertionError("docs/schemas, %s does not describe %s".formatted(name, undescribed));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
