package io.footfall.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.benchmarks.report.Figures.Figure;
import io.footfall.benchmarks.report.Figures.Statistic;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void oneOutlierDoesNotMoveTheMedian() {
        assertThat(Figures.median(10, 900, 12)).isEqualTo(12);
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        assertThat(Figures.median(4, 1, 3, 2)).isEqualTo(2.5);
    }

    @Test
    void roundsAreSummedUpByTheStatisticOfTheFigure() {
        assertThat(text(Statistic.MEDIAN)).isEqualTo("2.0 (1.0-3,000.0)");
        assertThat(text(Statistic.MOST)).isEqualTo("3,000.0");
        assertThat(text(Statistic.SUM)).isEqualTo("3,003.0");
    }

    @Test
    void roundsThatLookTheSameHaveNoRange() {
        assertThat(new Figure(0, 1, Statistic.MEDIAN).text(2.01, 2.02)).isEqualTo("2.0");
    }

    @Test
    void aRowSaysThatTheMachineWasFull() {
        assertThat(new Figure(0, 0, Statistic.IDLE).text(2, 4, 40)).isEqualTo("4 (2-40) **full**");
        assertThat(new Figure(0, 0, Statistic.IDLE).text(31, 30, 4)).isEqualTo("30 (4-31)");
    }

    private static String text(Statistic statistic) {
        return new Figure(0, 1, statistic).text(3_000, 1, 2);
    }
}
