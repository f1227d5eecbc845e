package io.footfall.benchmarks.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthReportTest {
    @Test
    void theTableHasALineForEachLog() {
        var small = new GrowthReport.Point(1, 10, 1_000_000, List.of(pass(4.0), pass(6.0), pass(5.0)));
        var large = new GrowthReport.Point(8, 5_000_000, 6_000_000, List.of(pass(4.126)));

        var finding = new GrowthReport(3_000_000, List.of(small, large)).finding();

        assertThat(finding.markdown())
                .contains("after 3,000,000 clicks")
                .contains("| 1 | 10 | 1,000,000 | 5.00 (4.00-6.00) | 1.00 |")
                .contains("| 8 | 5,000,000 | 6,000,000 | 4.13 (4.13-4.13) | 0.83 | 181,234 (181,234-181,234) |");
    }

    private static Pass pass(double cpuMicros) {
        return new Pass("it", cpuMicros, 1.5, 181_234.4, 402.4, 433.3, 7.1);
    }
}
