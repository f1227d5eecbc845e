package io.footfall.processor.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VisitorQuotaTest {
    private final VisitorQuota quota = new VisitorQuota(50, 10_000, 1_000);

    @Test
    void eachVisitorHasAQuotaOfItsOwn() {
        assertThat(IntStream.range(0, 80)
                        .filter(i -> quota.allows("a", 5_000 + i))
                        .count())
                .isEqualTo(50);
        assertThat(quota.allows("b", 5_100)).isTrue();
    }

    @Test
    void itIsWholeAgainAfterThePeriod() {
        IntStream.range(0, 80).forEach(i -> quota.allows("a", 0));

        assertThat(quota.allows("a", 9_999)).isFalse();
        assertThat(quota.allows("a", 10_000)).isTrue();
    }

    @Test
    void aTimeThatGoesBackDoesNotLockAVisitorOut() {
        IntStream.range(0, 80).forEach(i -> quota.allows("a", 100_000));

        assertThat(quota.allows("a", 0)).isTrue();
    }

    @Test
    void memoryIsBoundedWhateverTheNumberOfVisitors() {
        IntStream.range(0, 100_000).forEach(i -> quota.allows("visitor-" + i, i));

        assertThat(quota.visitors()).isEqualTo(1_000);
    }
}
