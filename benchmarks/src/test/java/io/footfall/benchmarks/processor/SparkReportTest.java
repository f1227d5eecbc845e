package io.footfall.benchmarks.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.benchmarks.clicks.ClickPlan;
import io.footfall.benchmarks.clicks.Totals;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SparkReportTest {
    private static final ClickPlan PLAN = new ClickPlan(1, 4_000, 0, 10, false);
    private static final Map<String, Totals.Flagged> EXPECTED = Map.of("10:00", new Totals.Flagged(5, 3, 2, 1));

    @Test
    void mediansAreCompared() {
        var report = new SparkReport(
                PLAN,
                0.25,
                List.of(
                        pass(Contenders.BARE, 1),
                        pass(Contenders.PROCESSOR, 2),
                        pass(Contenders.SPARK, 20),
                        pass(Contenders.PROCESSOR, 3),
                        pass(Contenders.PROCESSOR, 100)));

        assertThat(report.finding().markdown())
                .contains("| Spark to processor | 6.67 | 1.00 | 1.00 |")
                .contains("| processor to bare loop | 3.00 | 1.00 | 1.00 |");
    }

    @Test
    void windowsMustBeAsTheyWereMade() {
        assertThat(SparkWindows.differences(Map.of("10:00, openings", 5L, "10:00, others", 3L), EXPECTED))
                .isEmpty();
        assertThat(SparkWindows.differences(Map.of("10:00, openings", 5L), EXPECTED))
                .containsExactly("10:00, others: null instead of 3");
        assertThat(SparkWindows.differences(
                        Map.of("10:00, openings", 5L, "10:00, others", 3L, "10:30, others", 1L), EXPECTED))
                .containsExactly("10:30, others: too much");
    }

    private static Pass pass(String server, double cpuMicros) {
        return new Pass(server, cpuMicros, 1, 1, 1, 1, 1);
    }
}
