package io.footfall.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTest {
    @Test
    void putsTogetherWhatThereIsAndNamesWhatFailed(@TempDir Path directory) throws IOException {
        finding(directory, "old");
        var summary = new Summary(directory, List.of("one", "old", "two"));
        summary.clear();
        finding(directory, "two");
        finding(directory, "one");

        var file = summary.write(List.of("old --fast"));

        assertThat(file)
                .content()
                .containsSubsequence("old --fast", "## one", "table of one", "## two", "table of two");
        assertThat(file).content().doesNotContain("## old");
        var data = new ObjectMapper().readTree(directory.resolve("all.json").toFile());
        assertThat(data.fieldNames()).toIterable().containsExactly("failed", "one", "two");
        assertThat(data.get("one").get("of").asText()).isEqualTo("one");
    }

    private static void finding(Path directory, String name) throws IOException {
        Files.writeString(directory.resolve(name + ".md"), "table of " + name + "\n");
        Files.writeString(directory.resolve(name + ".json"), "{\"of\":\"" + name + "\"}");
    }
}
