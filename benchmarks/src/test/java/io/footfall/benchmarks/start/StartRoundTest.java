package io.footfall.benchmarks.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.benchmarks.report.Figures;
import io.footfall.benchmarks.report.ResultTable;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class StartRoundTest {
    private static final String STATISTICS =
            "{\"resource_usage\":{\"total_secs\":240.4,\"cpu\":{\"load\":1.7,\"total_cores\":2}}}";

    @Test
    void everyServiceHasARowOfEachKindAndOnlyBinariesHaveABuildTime() throws IOException {
        var table = new ResultTable("service", "kind");
        var binary = figures(120, 62.8);
        StartRound.putBuild(binary, STATISTICS);

        table.add(figures(4_000, 31.4), "ingest", ServiceKind.JVM);
        table.add(figures(5_000, 31.4), "ingest", ServiceKind.JVM);
        table.add(figures(3_000, 31.4), "ingest", ServiceKind.JVM);
        table.add(binary, "ingest", ServiceKind.NATIVE);

        assertThat(table.markdown())
                .contains("| ingest | jvm | 31 | 4,000 (3,000-5,000) |  |  |")
                .contains("| ingest | native | 63 | 120 (120-120) | 240 | 409 |");
    }

    private static Figures figures(double readyMillis, double size) {
        return new Figures().median("MiB", 0, size).range("ready ms", 0, readyMillis);
    }
}
