package io.footfall.processor.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimingTest {
    private final Timing timing = new Timing(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(1));

    @Test
    void partitionsTellAtTheSameTimes() {
        assertThat(timing.untilTold(11_300, 11_010)).isEqualTo(Duration.ofMillis(800));
        assertThat(timing.untilTold(12_000, 11_200)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void whatChangesAfterAPauseIsToldSoon() {
        assertThat(timing.untilTold(20_000, 11_000)).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void theMergeMayPassOnMoreOftenThanItIsTold() {
        var merge = timing.mergedUpdate();
        var delay = Duration.ZERO;
        var told = 0L;
        for (var heard = 1_100L; heard < 20_000; heard += 1_100) {
            delay = merge.changed(heard).orElseThrow();
            told = heard + delay.toMillis();
            merge.told(told);
        }
        assertThat(delay).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void onlyFreshClicksAreWaitedFor() {
        assertThat(timing.isFresh(1_000_000, 1_014_999)).isTrue();
        assertThat(timing.isFresh(1_000_000, 1_015_000)).isFalse();
        assertThat(timing.isFresh(1_000_000, 999_000)).isTrue();
    }
}
