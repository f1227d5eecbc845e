package io.footfall.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.benchmarks.report.Column.Statistic;
import org.junit.jupiter.api.Test;

class ColumnTest {
    @Test
    void oneOutlierDoesNotMoveTheMedian() {
        assertThat(Column.median(10, 900, 12)).isEqualTo(12);
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        assertThat(Column.median(4, 1, 3, 2)).isEqualTo(2.5);
    }

    @Test
    void roundsAreSummedUpByTheStatisticOfTheColumn() {
        assertThat(text(Statistic.MEDIAN_AND_RANGE)).isEqualTo("2.0 (1.0-3,000.0)");
        assertThat(text(Statistic.MEAN_AND_RANGE)).isEqualTo("1,001.0 (1.0-3,000.0)");
        assertThat(text(Statistic.MEDIAN)).isEqualTo("2.0");
        assertThat(text(Statistic.LEAST)).isEqualTo("1.0");
        assertThat(text(Statistic.MOST)).isEqualTo("3,000.0");
        assertThat(text(Statistic.SUM)).isEqualTo("3,003.0");
    }

    private static String text(Statistic statistic) {
        return new Column("ms", 1, statistic).text(3_000, 1, 2);
    }
}
