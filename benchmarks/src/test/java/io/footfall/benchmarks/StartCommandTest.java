package io.footfall.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.benchmarks.report.Figures;
import io.footfall.benchmarks.report.ResultTable;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class StartCommandTest {
    private static final String STATISTICS =
            "{\"resource_usage\":{\"total_secs\":240.4,\"cpu\":{\"load\":1.7,\"total_cores\":2}}}";

    @Test
    void everyServiceHasARowOfEachKindAndOnlyBinariesHaveABuildTime() throws IOException {
        var table = new ResultTable("service", "kind");
        var binary = figures(120, 62.8);
        StartCommand.addBuild(binary, STATISTICS);

        table.add(figures(4_000, 31.4), "ingest", "jvm");
        table.add(figures(5_000, 31.4), "ingest", "jvm");
        table.add(figures(3_000, 31.4), "ingest", "jvm");
        table.add(binary, "ingest", "native");

        assertThat(table.markdown())
                .contains("| ingest | jvm | 31 | 4,000 (3,000-5,000) |  |  |")
                .contains("| ingest | native | 63 | 120 | 240 | 409 |");
    }

    private static Figures figures(double readyMillis, double size) {
        return new Figures().range("MiB", 0, size).range("ready ms", 0, readyMillis);
    }
}
