package io.footfall.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final Conditions CONDITIONS =
            new Conditions("today", "benchmarks one", "1234", "Linux, 2 cores", "JDK", List.of("-Xmx"), List.of());

    @TempDir
    private Path directory;

    @Test
    void aReportIsWrittenForPeopleAndForPrograms() throws IOException {
        var file = write("one");

        assertThat(file)
                .content()
                .contains("`benchmarks one`", "commit 1234", "text of one", "| limit | 4.0 (4.0-4.0) |");
        var data = new ObjectMapper().readTree(directory.resolve("one.json").toFile());
        assertThat(data.at("/tables/0/rows/0/rounds/0/CPU us").asDouble()).isEqualTo(4);
        assertThat(data.get("passed").asBoolean()).isTrue();
        assertThat(data.at("/conditions/commit").asText()).isEqualTo("1234");
    }

    @Test
    void theSummaryHasTheNewReportsInOrderAndNamesWhatFailed() throws IOException {
        write("old");
        Report.delete(directory, List.of("one", "old", "two"));
        write("two");
        write("one");

        var file = Report.summarize(directory, List.of("one", "old", "two"), List.of("old --fast"));

        assertThat(file).content().containsSubsequence("old --fast", "## one", "text of one", "## two", "text of two");
        assertThat(file).content().doesNotContain("## old");
        var data = new ObjectMapper().readTree(directory.resolve("all.json").toFile());
        assertThat(data.fieldNames()).toIterable().containsExactly("failed", "one", "two");
    }

    private Path write(String name) throws IOException {
        var table = new ResultTable("server").add(new Figures().range("CPU us", 1, 4), "limit");
        return new Report(name, "text of " + name, List.of(table), true).write(directory, CONDITIONS);
    }
}
