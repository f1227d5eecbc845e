package io.footfall.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.benchmarks.process.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @TempDir
    private Path directory;

    @Test
    void aReportIsWrittenBelowItsConditions() throws IOException {
        assertThat(write("one"))
                .hasFileName("one.md")
                .content()
                .containsSubsequence("conditions", "text of one", "| limit | 4.0 |");
    }

    @Test
    void conditionsNameTheCommandLineTheMachineAndTheJvm() throws Exception {
        assertThat(Report.conditions(new Project(directory), "benchmarks one"))
                .startsWith("`benchmarks one`, 20")
                .contains(System.getProperty("os.name"), System.getProperty("java.vm.version"), "`-Xmx256m ");
    }

    private Path write(String name) throws IOException {
        var table = new ResultTable("server").add(new Figures().range("CPU us", 1, 4), "limit");
        return new Report(name, "text of " + name, List.of(table), true).write(directory, "conditions\n");
    }
}
