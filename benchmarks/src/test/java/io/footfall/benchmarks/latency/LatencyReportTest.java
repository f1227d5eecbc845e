package io.footfall.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.benchmarks.latency.Latencies.Delay;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LatencyReportTest {
    @Test
    void theTableHasALineForEachRateAndStage() {
        var slow = new Latencies(1_000, Map.of(Stage.STORED, new Delay(200, 250, 700, 900)), Map.of("ingest", 6.4));
        var fast =
                new Latencies(5_000, Map.of(Stage.STORED, new Delay(200, 300, 1_200, 2_000)), Map.of("ingest", 31.0));

        assertThat(new LatencyReport(List.of(slow, fast)).finding().markdown())
                .contains("| 1,000 | the store, in a query | 200 | 250 | 700 | 900 |")
                .contains("| 5,000 | the store, in a query | 200 | 300 | 1,200 | 2,000 |")
                .contains("| 5,000 | ingest 31 |");
    }
}
