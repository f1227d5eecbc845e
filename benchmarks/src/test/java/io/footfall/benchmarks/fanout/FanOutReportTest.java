package io.footfall.benchmarks.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.benchmarks.fanout.FanOutReport.Crowd;
import java.util.List;
import org.junit.jupiter.api.Test;

class FanOutReportTest {
    @Test
    void theTableTellsWhichShareOfAllStatesReadersWereTold() {
        var crowds = List.of(
                new Crowd(2_000, 50, 99_000, 30, 114, 165, 6.4, 311),
                new Crowd(5_000, 20, 100_000, 74, 196, 217, 12, 346),
                new Crowd(2_000, 50, 100_000, 20, 120, 150, 7.6, 313));

        assertThat(new FanOutReport(60, 2, crowds).finding().markdown())
                .contains("| 2,000 | 50 (50-50) | 99.5 (99.0-100.0) | 25 (20-30) | 117 (114-120) | 165 | 7 (6-8) | 312")
                .containsOnlyOnce("| 2,000 |")
                .contains("| 5,000 | 20 (20-20) | 100.0");
    }
}
