package io.footfall.benchmarks.clicks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TotalsTest {
    private static final Map<String, Totals.Flagged> FLAGGED = Map.of("a", new Totals.Flagged(1, 2, 3, 4));
    private static final Map<String, Totals.Traffic> TRAFFIC = Map.of("b", new Totals.Traffic(5, 6, 7));
    private static final Totals EXPECTED = new Totals(10, 11, 20, 30, 40, 0, FLAGGED, TRAFFIC);

    @Test
    void equalTotalsDoNotDiffer() {
        assertThat(new Totals(10, 11, 20, 30, 40, 0, FLAGGED, TRAFFIC).differences(EXPECTED))
                .isEmpty();
    }

    @Test
    void everyDifferenceIsNamed() {
        var other = new Totals(10, 12, 21, 30, 40, 1, Map.of("a", new Totals.Flagged(1, 2, 3, 5)), TRAFFIC);
        assertThat(other.differences(EXPECTED))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).startsWith("content of the cleaned: 12 instead of 11"),
                        line -> assertThat(line).startsWith("out of market: 21 instead of 20"),
                        line -> assertThat(line).startsWith("twice: 1 instead of 0"),
                        line -> assertThat(line).startsWith("flagged a: "));
    }

    @Test
    void aWindowThatIsMissingOrTooMuchIsADifference() {
        var other = new Totals(10, 11, 20, 30, 40, 0, FLAGGED, Map.of("c", new Totals.Traffic(5, 6, 7)));
        assertThat(other.differences(EXPECTED)).hasSize(2);
    }
}
