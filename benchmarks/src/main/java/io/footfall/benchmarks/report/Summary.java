package io.footfall.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Findings that were written one by one, together in {@code all.md} and {@code all.json}.
 *
 * @param directory where they are
 * @param names of the findings, in their order
 */
public record Summary(Path directory, List<String> names) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Takes away what earlier measurements have left, so that only what is new is put together. */
    public void clear() throws IOException {
        delete("all");
        for (var name : names) {
            delete(name);
        }
    }

    private void delete(String name) throws IOException {
        Files.deleteIfExists(text(name));
        Files.deleteIfExists(data(name));
    }

    /**
     * Puts together what there is.
     *
     * @param failed what could not be measured, or did not hold
     * @return the file for people
     */
    public Path write(List<String> failed) throws IOException {
        var markdown = new StringBuilder("# What was measured\n");
        failed.forEach(line -> markdown.append("\n**Failed:** `").append(line).append("`\n"));
        var all = JSON.createObjectNode();
        all.putPOJO("failed", failed);
        for (var name : names) {
            if (Files.exists(text(name))) {
                markdown.append("\n## ").append(name).append("\n\n").append(Files.readString(text(name)));
                all.set(name, JSON.readTree(data(name).toFile()));
            }
        }
        JSON.writeValue(data("all").toFile(), all);
        return Files.writeString(text("all"), markdown);
    }

    private Path text(String name) {
        return directory.resolve(name + ".md");
    }

    private Path data(String name) {
        return directory.resolve(name + ".json");
    }
}
