package io.footfall.benchmarks.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FanOutReportTest {
    @Test
    void theTableTellsWhichShareOfAllStatesReadersWereTold() {
        var crowd = new FanOutReport.Crowd(2_000, 50, 99_000, 30, 114, 165, 6.4, 311);

        assertThat(new FanOutReport(60, List.of(crowd)).finding().markdown())
                .contains("| 2,000 | 50 | 99.0 | 30 | 114 | 165 | 6 | 311 |");
    }
}
