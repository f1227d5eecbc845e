package io.footfall.benchmarks.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.benchmarks.ingest.IngestCommand.LoadedServer;
import io.footfall.benchmarks.report.Figures;
import io.footfall.benchmarks.report.ResultTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class IngestCommandTest {
    @Test
    void mediansOfIngestAreComparedWithThoseOfTheLimit() {
        var table = new ResultTable("server", "connections", "clicks a request");
        for (var connections : List.of(64, 512)) {
            for (var clicks : List.of(1, 100)) {
                add(table, IngestCommand.LIMIT, connections, clicks, 40_000, 20);
                add(table, IngestCommand.INGEST, connections, clicks, 30_000, 30);
                add(table, IngestCommand.INGEST, connections, clicks, 10_000, 70);
                add(table, IngestCommand.INGEST, connections, clicks, 31_000, 29);
            }
        }

        var report = new IngestCommand().report(table);

        assertThat(report.markdown())
                .contains("3 rounds, in turns")
                .contains("| ingest | 512 | 1 | 30,000 (10,000-31,000) |")
                .contains("| 64 | 100 | 0.75 | 1.50 |");
        assertThat(report.passed()).isTrue();
    }

    private static void add(
            ResultTable table, String server, int connections, int clicks, double requests, double cpu) {
        var figures = new Figures().range(LoadedServer.REQUESTS, 0, requests).range(LoadedServer.CPU, 1, cpu);
        table.add(figures, server, connections, clicks);
    }
}
