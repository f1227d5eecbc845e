package io.footfall.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Puts findings where people and programs find them: {@code NAME.md} and {@code NAME.json}. */
public final class Results {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path directory;
    private final Conditions conditions;

    public Results(Path directory, Conditions conditions) {
        this.directory = directory;
        this.conditions = conditions;
    }

    /** Writes both files and returns the one for people. */
    public Path write(Finding finding) throws IOException {
        var text = directory.resolve(finding.name() + ".md");
        Files.writeString(text, conditions.markdown() + "\n" + finding.markdown());
        var data = Map.of("conditions", conditions, "sound", finding.sound(), "data", finding.data());
        JSON.writeValue(directory.resolve(finding.name() + ".json").toFile(), data);
        return text;
    }
}
