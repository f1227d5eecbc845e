package io.footfall.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a benchmark has measured, and its files: {@code NAME.md} for people, {@code NAME.json} for programs.
 *
 * @param text what the tables show
 * @param passed whether everything that the benchmark checks was as it must be
 */
public record Report(String name, String text, List<ResultTable> tables, boolean passed) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String SUMMARY = "all";

    public String markdown() {
        return text + "\n\n" + tables.stream().map(ResultTable::markdown).collect(Collectors.joining("\n"));
    }

    /** Writes both files and returns the one for people. */
    public Path write(Path directory, Conditions conditions) throws IOException {
        var data = tables.stream().map(ResultTable::data).toList();
        write(directory, name, Map.of("conditions", conditions, "passed", passed, "tables", data));
        return Files.writeString(directory.resolve(name + ".md"), conditions.markdown() + "\n" + markdown());
    }

    private static void write(Path directory, String name, Object data) throws IOException {
        JSON.writeValue(directory.resolve(name + ".json").toFile(), data);
    }

    /** Deletes earlier reports, and their summary. */
    public static void delete(Path directory, List<String> names) throws IOException {
        Files.deleteIfExists(directory.resolve(SUMMARY + ".md"));
        Files.deleteIfExists(directory.resolve(SUMMARY + ".json"));
        for (var name : names) {
            Files.deleteIfExists(directory.resolve(name + ".md"));
            Files.deleteIfExists(directory.resolve(name + ".json"));
        }
    }

    /**
     * Puts the reports that exist into one, {@code all.md} and {@code all.json}.
     *
     * @param failed command lines that failed
     * @return the file for people
     */
    public static Path summarize(Path directory, List<String> names, List<String> failed) throws IOException {
        var markdown = new StringBuilder("# What was measured\n");
        failed.forEach(line -> markdown.append("\n**Failed:** `").append(line).append("`\n"));
        var all = JSON.createObjectNode().putPOJO("failed", failed);
        for (var name : names) {
            var report = directory.resolve(name + ".md");
            if (Files.exists(report)) {
                markdown.append("\n## ").append(name).append("\n\n").append(Files.readString(report));
                all.set(name, JSON.readTree(directory.resolve(name + ".json").toFile()));
            }
        }
        write(directory, SUMMARY, all);
        return Files.writeString(directory.resolve(SUMMARY + ".md"), markdown);
    }
}
