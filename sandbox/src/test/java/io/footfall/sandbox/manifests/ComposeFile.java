package io.footfall.sandbox.manifests;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;

/** A file of Docker Compose, with its anchors resolved. */
record ComposeFile(JsonNode content) {
    static final Path DIRECTORY = Path.of("..", "src", "main", "docker");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\w+:-([^}]*)}");

    static ComposeFile read() {
        try {
            return parse(Files.readString(DIRECTORY.resolve("compose.yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ComposeFile parse(String yaml) {
        return new ComposeFile(new ObjectMapper().valueToTree(new Yaml().load(yaml)));
    }

    JsonNode container(String name) {
        return content.path("services").path(name);
    }

    Map<String, JsonNode> containers() {
        return content.path("services").properties().stream().collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** With the defaults of what is taken from {@code .env}. */
    Map<String, String> environment(String name) {
        var environment = new TreeMap<String, String>();
        container(name)
                .path("environment")
                .properties()
                .forEach(variable -> environment.put(
                        variable.getKey(),
                        VARIABLE.matcher(variable.getValue().asText()).replaceAll("$1")));
        return environment;
    }

    /** Names of the files in {@code /run/secrets} and the files of the server that they are. */
    Map<String, Path> secrets(String name) {
        return elements(container(name).path("secrets"))
                .collect(toMap(
                        secret -> secret.path("target").asText(),
                        secret -> DIRECTORY.resolve(content.path("secrets")
                                .path(secret.path("source").asText())
                                .path("file")
                                .asText())));
    }

    static List<String> texts(JsonNode array) {
        return elements(array).map(JsonNode::asText).toList();
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
