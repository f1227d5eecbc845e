package io.footfall.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.footfall.events.Json;
import io.footfall.testing.SchemaFiles;
import io.footfall.testing.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas are schemas, and describe what the system is known to write. */
class SchemaFilesTest {
    private static final Path GOLDEN = Path.of("..", "events", "src", "test", "resources", "golden");
    private static final Map<String, String> SCHEMA_OF = Map.of(
            "accounting.json", "click-counts",
            "alert.json", "alert",
            "cleaned.json", "cleaned-click",
            "flagged-window.json", "page-view-window",
            "forbidden.json", "forbidden-click",
            "request.json", "request",
            "traffic-window.json", "traffic-window");

    static Stream<String> schemas() {
        return SchemaFiles.in(Schemas.DIRECTORY).roots().keySet().stream();
    }

    static Stream<Path> goldenRecords() throws IOException {
        try (var files = Files.list(GOLDEN)) {
            return files.toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void aSchemaFollowsTheMetaSchema(String file) throws IOException {
        var metaSchema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));

        var text = Files.readString(Schemas.DIRECTORY.resolve(file));
        assertThat(metaSchema.validate(text, InputFormat.JSON)).isEmpty();
        assertThat(text).contains("\"$schema\": \"https://json-schema.org/draft/2020-12/schema\"");
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void everyReferenceLeadsToASchema(String file) {
        var files = SchemaFiles.in(Schemas.DIRECTORY);

        assertThat(files.roots().get(file).findParents("$ref"))
                .allSatisfy(reference ->
                        assertThat((JsonNode) files.resolved(reference)).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("goldenRecords")
    void aGoldenRecordIsValidAndDescribedInFull(Path record) throws IOException {
        var schema = SCHEMA_OF.get(record.getFileName().toString());

        assertThat(schema).as("schema of %s", record).isNotNull();
        Schemas.assertDescribed(schema, Files.readAllBytes(record));
    }

    @Test
    void theGoldenSnapshotIsDescribedInFull() throws IOException {
        var snapshot = Path.of("..", "dashboard", "src", "test", "resources", "snapshot.json");
        var files = SchemaFiles.in(Schemas.DIRECTORY);

        assertThat(files.undescribed(
                        Json.MAPPER.readTree(snapshot.toFile()),
                        files.roots().get(Schemas.files().get("traffic-snapshot"))))
                .isEmpty();
    }

    @Test
    void aRecordThatIsNotValidIsReportedWithItsField() throws IOException {
        var alert = Files.readString(GOLDEN.resolve("alert.json")).replace("\"WARNING\"", "\"LOUD\"");

        assertThatThrownBy(() -> Schemas.assertValid("alert", alert))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("severity");
    }

    @Test
    void aFieldThatNoSchemaDescribesIsReported() throws IOException {
        var alert = Files.readString(GOLDEN.resolve("alert.json")).replace("\"count\":", "\"added\":1,\"count\":");

        assertThatThrownBy(() -> Schemas.assertDescribed("alert", alert.getBytes(UTF_8)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("/added");
    }
}
