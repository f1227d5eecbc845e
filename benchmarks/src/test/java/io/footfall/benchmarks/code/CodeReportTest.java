package io.footfall.benchmarks.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeReportTest {
    private static final String RESULT = """
            [{"benchmark":"io.footfall.benchmarks.jmh.ClickValidatorBenchmark.plain","mode":"avgt",
              "primaryMetric":{"score":1036.25,"scoreUnit":"%s","rawData":[[1030.0,1050.5],[1020.25,1044.25]]}}]""";

    @Test
    void theTableHasTheMeanAndTheSpreadOfAllForks(@TempDir Path directory) throws IOException {
        var finding = CodeReport.read(results(directory, "ns/op")).finding();

        assertThat(finding.markdown()).contains("| ClickValidatorBenchmark.plain | 1,036.3 | 1,020.3-1,050.5 | 4 |");
    }

    @Test
    void anotherUnitIsNotTakenForNanoseconds(@TempDir Path directory) throws IOException {
        var results = results(directory, "us/op");

        assertThatThrownBy(() -> CodeReport.read(results)).hasMessageContaining("ns/op");
    }

    private static Path results(Path directory, String unit) throws IOException {
        return Files.writeString(directory.resolve("jmh.json"), RESULT.formatted(unit));
    }
}
