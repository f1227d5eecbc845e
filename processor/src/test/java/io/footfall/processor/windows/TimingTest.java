package io.footfall.processor.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimingTest {
    private final Timing timing = new Timing(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(1));

    @Test
    void partitionsPublishOnTheSameGrid() {
        assertThat(timing.untilPublished(11_300, 11_010)).isEqualTo(Duration.ofMillis(800));
        assertThat(timing.untilPublished(12_000, 11_200)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void aChangeAfterAPauseIsPublishedSoon() {
        assertThat(timing.untilPublished(20_000, 11_000)).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void theMergeNeverHoldsBackWhatPartitionsPublishOnTheGrid() {
        var merge = timing.mergedUpdate();
        var delay = Duration.ZERO;
        var published = 0L;
        for (var received = 1_100L; received < 20_000; received += 1_100) {
            delay = merge.changed(received).orElseThrow();
            published = received + delay.toMillis();
            merge.published(published);
        }
        assertThat(delay).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void onlyRecentClicksAreFresh() {
        assertThat(timing.isFresh(1_000_000, 1_014_999)).isTrue();
        assertThat(timing.isFresh(1_000_000, 1_015_000)).isFalse();
        assertThat(timing.isFresh(1_000_000, 999_000)).isTrue();
    }
}
