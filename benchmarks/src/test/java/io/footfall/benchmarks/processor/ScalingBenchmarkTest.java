package io.footfall.benchmarks.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.benchmarks.report.Figures;
import io.footfall.benchmarks.report.ResultTable;
import org.junit.jupiter.api.Test;

class ScalingBenchmarkTest {
    private static final Object[] LESS = {4, 10, 1_000L};
    private static final Object[] MORE = {4, 5_000_000, 1_000L};

    @Test
    void aTenthMoreResidentMemoryCountsAsTheSame() {
        assertThat(isSame(400, 30, 439, 30)).isTrue();
        assertThat(isSame(410, 30, 400, 30)).isTrue();
    }

    @Test
    void moreThanATenthMoreResidentMemoryIsADifference() {
        assertThat(isSame(400, 30, 444, 30)).isFalse();
    }

    @Test
    void aHeapThatGrowsIsNoticedEvenIfTheProcessDoesNotGrow() {
        assertThat(isSame(400, 30, 400, 39)).isTrue();
        assertThat(isSame(400, 30, 400, 41)).isFalse();
    }

    private static boolean isSame(double resident, double liveHeap, double moreResident, double moreLiveHeap) {
        var table = new ResultTable("partitions", "distinct articles", "clicks")
                .add(figures(resident, liveHeap), LESS)
                .add(figures(moreResident, moreLiveHeap), MORE);
        return ScalingBenchmark.isSame(table, LESS, MORE);
    }

    private static Figures figures(double resident, double liveHeap) {
        return new Figures().range(PassRunner.RESIDENT, 0, resident).range(PassRunner.LIVE_HEAP, 0, liveHeap);
    }
}
