package io.footfall.testing;

import static io.footfall.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {
    @Test
    void aMachineThatTakesTenTimesAsLongIsWaitedForTenTimesAsLong() {
        assertThat(Patience.of(10)).isEqualTo(Duration.ofMinutes(10));
        assertThat(Patience.of(5)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aPromiseIsNotStricterOnAFastMachine() {
        assertThat(Patience.stretched(Duration.ofSeconds(20), 3)).isEqualTo(Duration.ofMinutes(1));
        assertThat(Patience.stretched(Duration.ofSeconds(20), 0.5)).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void workMayComeAfterTheMeasurement() {
        assertThat(Patience.of(0.1)).isEqualTo(Patience.LEAST);
        assertThat(Patience.of(1)).isEqualTo(Patience.LEAST);
    }

    @Test
    void aTestThatHangsEnds() {
        assertThat(Patience.of(1_000)).isEqualTo(Patience.MOST);
        assertThat(PATIENCE).isBetween(Patience.LEAST, Patience.MOST);
    }
}
