package io.footfall.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TrendTest {
    @Test
    void whatStaysAsItIsHasNoSlope() {
        assertThat(Trend.of(new double[] {5, 5, 5, 5, 5, 5})).isEqualTo(new Trend(5, 5, 0));
    }

    @Test
    void whatGrowsEvenlyShowsHowMuchEachStep() {
        var trend = Trend.of(new double[] {1, 3, 5, 7, 9, 11});

        assertThat(trend.slope()).isCloseTo(2, within(1e-9));
        assertThat(trend.firstThird()).isEqualTo(2);
        assertThat(trend.lastThird()).isEqualTo(10);
    }
}
