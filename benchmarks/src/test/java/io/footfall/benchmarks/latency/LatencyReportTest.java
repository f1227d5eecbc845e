package io.footfall.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.benchmarks.latency.Latencies.Delay;
import io.footfall.benchmarks.latency.LatencyReport.Rate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LatencyReportTest {
    @Test
    void theTableHasALineForEachRateAndStage() {
        var slow = new Rate(
                1_000,
                List.of(
                        latencies(new Delay(200, 260, 700, 900), 6.4),
                        latencies(new Delay(190, 250, 710, 1_300), 7.6),
                        latencies(new Delay(210, 240, 900, 910), 7.0)));
        var fast = new Rate(5_000, List.of(latencies(new Delay(200, 300, 1_200, 2_000), 31)));

        assertThat(new LatencyReport(List.of(slow, fast)).finding().markdown())
                .contains("| 1,000 | the store, in a query | 600 | 250 (240-260) | 710 (700-900) | 1,300 |")
                .contains("| 5,000 | the store, in a query | 200 | 300 (300-300) | 1,200 (1,200-1,200) | 2,000 |")
                .contains("| 1,000 | ingest 7 (6-8) | 350 (350-350) |");
    }

    private static Latencies latencies(Delay delay, double busyPercent) {
        return new Latencies(Map.of(Stage.STORED, delay), Map.of("ingest", busyPercent), 350);
    }
}
