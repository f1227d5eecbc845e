package io.footfall.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.footfall.testing.SchemaFiles;
import io.footfall.testing.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A schema that was released changes in compatible ways only, or gets a new version: docs/interfaces.md. */
class SchemaCompatibilityTest {
    private static final Path RELEASED = Schemas.DIRECTORY.resolve("released");
    private static final Pattern NAME = Pattern.compile("([a-z-]+)\\.v(\\d+)\\.schema\\.json");
    /** Other programs write these, all others they read. */
    private static final Set<String> WRITTEN_BY_OTHERS = Set.of("click.v1.schema.json");

    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<String> released() {
        return SchemaFiles.in(RELEASED).roots().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("released")
    void aReleasedSchemaIsCompatibleOrHasANewVersion(String file) {
        if (Files.exists(Schemas.DIRECTORY.resolve(file))) {
            assertThat(problems(file, SchemaFiles.in(RELEASED), SchemaFiles.in(Schemas.DIRECTORY)))
                    .as("changes of %s that need a new version", file)
                    .isEmpty();
        } else {
            var name = NAME.matcher(file);
            assertThat(name.matches()).isTrue();
            assertThat(Schemas.files().getOrDefault(name.group(1), "none"))
                    .as("newer version of %s", file)
                    .matches(NAME)
                    .isNotEqualTo(file);
        }
    }

    /** Else the comparison compares nothing. */
    @Test
    void everySchemaWasReleased() {
        assertThat(released()).hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /properties/summary            | remove  |             | summary: gone
                    /required/0                    | remove  |             | fingerprint: may be absent
                    /properties/count              | replace | {"type":"string"} | count: another type
                    /properties/count              | replace | {"type":["integer","null"],"minimum":0} | count: another type
                    /properties/count              | replace | {}          | count: another type
                    /$defs/count/minimum           | replace | -1          | count: wider minimum
                    /$defs/time/pattern            | replace | ".*"        | started_at: another pattern
                    /properties/severity/enum/2    | add     | "FATAL"     | severity: other values
                    /properties/evidence/items     | replace | {"type":"integer"} | evidence/items: another type
                    /properties/offsets/additionalProperties | remove | |  offsets/additionalProperties: another type
                    /type                          | replace | "array"     | another type
                    /properties/added              | add     | {"type":"string"} |
                    /required/8                    | add     | "evidence"  |
                    /properties/severity/enum/0    | remove  |             |
                    /properties/count/description  | replace | "other"     |
                    /$defs/count/maximum           | add     | 1000        |
                    """)
    void aChangeThatReadersMustKnowIsFound(String pointer, String operation, String value, String problem)
            throws IOException {
        var changed = changed("alert.v1.schema.json", pointer, operation, value);
        var problems = SchemaCompatibility.forReaders("alert.v1.schema.json", current(), changed);

        if (problem == null) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems).anySatisfy(found -> assertThat(found).endsWith(problem));
        }
    }

    @Test
    void aChangeOfASchemaIsOneOfThoseThatReferToIt() throws IOException {
        var changed = changed("alert.v1.schema.json", "/properties/summary", "remove", null);

        assertThat(SchemaCompatibility.forReaders("dead-letter.v1.schema.json", current(), changed))
                .contains("/notice/alerts/items/summary: gone");
        assertThat(SchemaCompatibility.forReaders("traffic-delta.v1.schema.json", current(), changed))
                .contains("/alerts/changed/items/summary: gone");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /required/8                                | add     | "visitor_country"  | visitor_country: may be absent
                    /properties/visitor_country/anyOf/0        | remove  |                    | visitor_country: other alternatives
                    /properties/visitor_page_timer/maximum     | replace | 3600               | visitor_page_timer: wider maximum
                    /properties/article_title/minLength        | add     | 1                  | article_title: wider minLength
                    /properties/visitor_os                     | remove  |                    |
                    /required/0                                | remove  |                    |
                    /properties/visitor_language               | add     | {"type":"string"}  |
                    """)
    void aChangeThatForbidsWhatWebsitesSendIsFound(String pointer, String operation, String value, String problem)
            throws IOException {
        var changed = changed("click.v1.schema.json", pointer, operation, value);
        var problems = SchemaCompatibility.forWriters("click.v1.schema.json", current(), changed);

        if (problem == null) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems).anySatisfy(found -> assertThat(found).endsWith(problem));
        }
    }

    @ParameterizedTest
    @MethodSource("released")
    void theComparisonKnowsEveryKeyword(String file) {
        assertThat(problems(file, current(), current())).isEmpty();
    }

    private static List<String> problems(String file, SchemaFiles older, SchemaFiles newer) {
        return WRITTEN_BY_OTHERS.contains(file)
                ? SchemaCompatibility.forWriters(file, older, newer)
                : SchemaCompatibility.forReaders(file, older, newer);
    }

    private static SchemaFiles current() {
        return SchemaFiles.in(Schemas.DIRECTORY);
    }

    private static SchemaFiles changed(String file, String pointer, String operation, String value) throws IOException {
        var files = current();
        var parent = files.roots().get(file).at(pointer.substring(0, pointer.lastIndexOf('/')));
        var key = pointer.substring(pointer.lastIndexOf('/') + 1);
        var node = value == null ? null : JSON.readTree(value);
        if (parent instanceof ArrayNode array) {
            change(array, Integer.parseInt(key), operation, node);
        } else {
            var object = (ObjectNode) parent;
            assertThat(object.has(key)).isEqualTo(!operation.equals("add"));
            var unused = node == null ? object.remove(key) : object.replace(key, node);
        }
        return files;
    }

    private static void change(ArrayNode array, int index, String operation, JsonNode node) {
        if (operation.equals("remove")) {
            assertThat(array.remove(index)).isNotNull();
        } else {
            array.insert(index, node);
        }
    }
}
