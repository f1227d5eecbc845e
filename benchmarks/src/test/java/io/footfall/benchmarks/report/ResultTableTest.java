package io.footfall.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResultTableTest {
    private final ResultTable table = new ResultTable("server", "connections")
            .add(figures(10, 5), "ingest", 5_000)
            .add(figures(4, 1), "limit", 64)
            .add(figures(12, 7), "ingest", 5_000)
            .add(figures(11, 6), "ingest", 5_000);

    @Test
    void roundsWithTheSameLabelsAreOneRow() {
        assertThat(table.markdown()).isEqualTo("""
                | server | connections | CPU us | max ms |
                |---|---|---|---|
                | ingest | 5,000 | 11.0 (10.0-12.0) | 7 |
                | limit | 64 | 4.0 | 1 |
                """);
    }

    @Test
    void aFigureThatWasNotMeasuredIsBlank() {
        table.add(new Figures().most("max ms", 3), "other", 64);

        assertThat(table.markdown()).contains("| other | 64 |  | 3 |");
    }

    @Test
    void theMedianOfARowCanBeComparedWithAnother() {
        assertThat(table.median("CPU us", "ingest", 5_000) / table.median("CPU us", "limit", 64))
                .isEqualTo(2.75);
    }

    private static Figures figures(double cpu, double max) {
        return new Figures().range("CPU us", 1, cpu).most("max ms", max);
    }
}
