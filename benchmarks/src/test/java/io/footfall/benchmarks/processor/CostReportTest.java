package io.footfall.benchmarks.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.footfall.benchmarks.clicks.ClickPlan;
import io.footfall.benchmarks.process.Vitals;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostReportTest {
    private static final ClickPlan PLAN = new ClickPlan(1, 4_000, 0, 10, false);

    @Test
    void aPassIsWhatHappenedBetweenItsMarks() {
        var pass = Pass.between("processor", mark(1_000, 5, 0, 2_000, 1_000), mark(3_000, 7, 10, 3_000, 1_500), 2.5);

        assertThat(pass.clicksPerSecond()).isCloseTo(1_000, within(0.001));
        assertThat(pass.cpuMicros()).isCloseTo(500, within(0.001));
        assertThat(pass.brokerMicros()).isCloseTo(250, within(0.001));
        assertThat(pass.residentMegabytes()).isCloseTo(10, within(0.001));
    }

    @Test
    void mediansAreComparedSoThatNeitherNeedsALuckyPass() {
        var report = new CostReport(
                PLAN, 0.25, List.of(bare(6), processor(15), bare(2), processor(20), bare(5), processor(10)));
        assertThat(report.medianRatio()).isCloseTo(3.0, within(0.001));
        assertThat(report.finding().sound()).isFalse();
    }

    @Test
    void twiceTheBareLoopIsAllowed() {
        assertThat(new CostReport(PLAN, 0.25, List.of(bare(5), processor(10)))
                        .finding()
                        .sound())
                .isTrue();
    }

    private static Pass bare(double cpuMicros) {
        return new Pass(Contenders.BARE, cpuMicros, 1, 1, 1, 1, 1);
    }

    private static Pass processor(double cpuMicros) {
        return new Pass(Contenders.PROCESSOR, cpuMicros, 1, 1, 1, 1, 1);
    }

    private static Mark mark(long clicks, long seconds, long megabytes, long serverMillis, long brokerMillis) {
        return new Mark(
                clicks,
                seconds * 1_000_000_000,
                new Vitals(Duration.ofMillis(serverMillis), megabytes * 1_024, megabytes * 1_024),
                new Vitals(Duration.ofMillis(brokerMillis), 0, 0));
    }
}
