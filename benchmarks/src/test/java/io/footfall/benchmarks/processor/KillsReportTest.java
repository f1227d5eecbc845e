package io.footfall.benchmarks.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.benchmarks.clicks.ClickPlan;
import io.footfall.benchmarks.clicks.Totals;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KillsReportTest {
    private static final ClickPlan PLAN = new ClickPlan(1, 1_000, 0, 10, false);

    @Test
    void anyDifferenceIsToldAndNotSound() {
        var finding = new KillsReport(
                        PLAN,
                        List.of(run(Victim.BROKER, List.of()), run(Victim.STORE, List.of("cleaned: 1 instead of 2"))))
                .finding();
        assertThat(finding.sound()).isFalse();
        assertThat(finding.markdown()).contains("- store killed: cleaned: 1 instead of 2");
    }

    @Test
    void noDifferenceIsSound() {
        assertThat(new KillsReport(PLAN, List.of(run(Victim.PROCESSOR, List.of())))
                        .finding()
                        .sound())
                .isTrue();
    }

    @Test
    void momentsAreRandomInOrderAndTheSameForTheSameSeed() {
        var moments = KillMoments.random(7, 5);
        assertThat(moments.shares()).hasSize(5).isSorted().allSatisfy(share -> assertThat(share)
                .isBetween(0.05, 0.85));
        assertThat(moments.delays()).hasSize(5);
        assertThat(moments).isEqualTo(KillMoments.random(7, 5)).isNotEqualTo(KillMoments.random(8, 5));
    }

    @Test
    void thePointsExpectedAreThoseOfCleanedClicksAndTrafficWindows() {
        var traffic = Map.of("a", new Totals.Traffic(5, 3, 1), "b", new Totals.Traffic(2, 1, 0));
        assertThat(StoredPoints.expected(new Totals(8, 0, 4, 2, 1, 0, Map.of(), traffic)))
                .isEqualTo(new StoredPoints(8, 8, 2, 7, 4));
    }

    private static KillsReport.Run run(Victim victim, List<String> differences) {
        return new KillsReport.Run(victim, List.of(8.5, 9.5), 0, differences);
    }
}
