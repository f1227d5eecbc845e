package io.footfall.processor.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimingTest {
    private final Timing timing = new Timing(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(1));

    @Test
    void partitionsPublishOnTheSameGrid() {
        assertThat(timing.untilPublished(11_300, 11_010)).isEqualTo(Duration.ofMillis(700));
        assertThat(timing.untilPublished(11_900, 11_200)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void fourTimesASecondPartialTotalsArePublishedWithACommit() {
        var soon = new Timing(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMillis(250));

        assertThat(soon.untilPublished(11_010, 11_000)).isEqualTo(Duration.ofMillis(90));
        assertThat(soon.untilCommit(11_010, true)).isEqualTo(Duration.ofMillis(90));
        assertThat(soon.untilCommit(11_100, true)).isEqualTo(Duration.ofMillis(100));
        assertThat(soon.untilCommit(11_110, false)).isEqualTo(Duration.ofMillis(290));
    }

    @Test
    void anOldCadenceCommitsSeldom() {
        assertThat(timing.untilCommit(11_010, true)).isEqualTo(Duration.ofMillis(190));
        assertThat(timing.untilCommit(11_110, false)).isEqualTo(Duration.ofMillis(290));
    }

    @Test
    void pageViewsArePublishedOnceASecondAtMost() {
        var soon = new Timing(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMillis(250));

        assertThat(soon.ofPageViews()).isEqualTo(timing);
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
        for (var received = 1_200L; received < 20_000; received += 1_200) {
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
