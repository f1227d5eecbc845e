package io.footfall.benchmarks.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthReportTest {
    @Test
    void theTableHasALineForEachLog() {
        var point = new GrowthReport.Point(
                8, 5_000_000, 6_000_000, new Pass("it", 4.126, 1.5, 181_234.4, 402.4, 433.3, 7.1));

        var finding = new GrowthReport(0.5, List.of(point)).finding();

        assertThat(finding.markdown()).contains("| 8 | 5,000,000 | 6,000,000 | 4.13 | 181,234 | 402 | 433 |");
    }
}
