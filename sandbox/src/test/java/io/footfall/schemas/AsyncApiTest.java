package io.footfall.schemas;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.footfall.events.topics.Topics;
import io.footfall.testing.RecordSchemas;
import io.footfall.testing.Schemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The AsyncAPI document names the topics of the code, and the schemas that records are validated against. */
class AsyncApiTest {
    private static final JsonNode DOCUMENT = document();

    private static JsonNode document() {
        try {
            return new YAMLMapper()
                    .readTree(Schemas.DIRECTORY.resolve("asyncapi.yaml").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void itHasEveryTopicThatIsNotInternal() {
        var topics = new TreeSet<String>();
        new Topics("").all(1).forEach(topic -> topics.add(topic.name()));
        topics.removeAll(RecordSchemas.INTERNAL);

        assertThat(messages("kafka").keySet()).isEqualTo(topics);
    }

    @Test
    void payloadsAndHeadersHaveTheSchemasThatRecordsAreValidatedAgainst() {
        var values = new HashMap<String, String>();
        var headers = new HashMap<String, String>();
        messages("kafka").forEach((topic, message) -> {
            values.put(topic, message.at("/payload/$ref").asText());
            headers.put(topic, message.at("/headers/$ref").asText());
        });
        values.values().removeIf(String::isEmpty);
        headers.values().removeIf(String::isEmpty);

        // What strangers send is not validated, but what it should be is documented.
        assertThat(values.remove("clicks")).isEqualTo(file("click"));
        assertThat(values)
                .isEqualTo(RecordSchemas.VALUES.entrySet().stream()
                        .collect(toMap(Map.Entry::getKey, schema -> file(schema.getValue()))));
        assertThat(headers)
                .isEqualTo(RecordSchemas.HEADERS.entrySet().stream()
                        .collect(toMap(
                                Map.Entry::getKey, part -> file("record-headers") + "#/$defs/" + part.getValue())));
    }

    @Test
    void itHasTheVersionOfTheProject() throws IOException {
        assertThat(Files.readString(Path.of("..", "pom.xml")))
                .contains("<version>" + DOCUMENT.at("/info/version").asText() + "</version>\n  <packaging>pom");
    }

    @Test
    void theStreamHasItsThreeEvents() {
        var messages = DOCUMENT.at("/channels/stream/messages");

        assertThat(messages.properties()).extracting(Map.Entry::getKey).containsExactly("snapshot", "delta", "beat");
        assertThat(DOCUMENT.at("/components/messages/snapshot/payload/$ref").asText())
                .isEqualTo(file("traffic-snapshot"));
        assertThat(DOCUMENT.at("/components/messages/delta/payload/$ref").asText())
                .isEqualTo(file("traffic-delta"));
    }

    @Test
    void everyChannelHasAnOperationAndEveryReferenceATarget() {
        var channels = new TreeSet<String>();
        DOCUMENT.path("operations")
                .forEach(operation -> channels.add(operation.at("/channel/$ref").asText()));
        var expected = new TreeSet<String>();
        DOCUMENT.path("channels").fieldNames().forEachRemaining(name -> expected.add("#/channels/" + name));

        assertThat(channels).isEqualTo(expected);
        assertThat(DOCUMENT.findValuesAsText("$ref"))
                .filteredOn(reference -> reference.startsWith("#"))
                .allSatisfy(reference -> assertThat(DOCUMENT.at(reference.substring(1)))
                        .as(reference)
                        .isNotEmpty());
    }

    /** The only message of each channel of a server, by address. */
    private static Map<String, JsonNode> messages(String server) {
        var messages = new TreeMap<String, JsonNode>();
        DOCUMENT.path("channels").forEach(channel -> {
            if (channel.path("servers").findValuesAsText("$ref").equals(List.of("#/servers/" + server))) {
                var references = channel.path("messages").findValuesAsText("$ref");
                assertThat(Set.copyOf(references)).hasSize(1);
                messages.put(
                        channel.path("address").asText(),
                        DOCUMENT.at(references.get(0).substring(1)));
            }
        });
        return messages;
    }

    private static String file(String schema) {
        return Schemas.files().get(schema);
    }
}
