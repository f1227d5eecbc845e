package io.footfall.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void oneOutlierDoesNotMoveTheMedian() {
        assertThat(Spread.of(List.of(10, 900, 12), Integer::doubleValue)).isEqualTo(new Spread(12, 10, 900));
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        assertThat(Spread.of(List.of(4, 1, 3, 2), Integer::doubleValue).median())
                .isEqualTo(2.5);
    }
}
