package io.footfall.dashboard.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RhythmTest {
    private static final long MILLIS = 1_000_000;

    private final Rhythm rhythm = new Rhythm(Duration.ofSeconds(1), 0);

    @Test
    void whatPeopleWaitForIsToldAtOnce() {
        assertThat(rhythm.isDue(1, 0)).isTrue();
        assertThat(rhythm.isDue(2, 1_300 * MILLIS)).isTrue();
    }

    @Test
    void butNotMoreOftenThanIsWanted() {
        rhythm.isDue(1, 0);

        assertThat(rhythm.isDue(1, 900 * MILLIS)).isFalse();
        assertThat(rhythm.isDue(2, 999 * MILLIS)).isFalse();
        assertThat(rhythm.isDue(2, 1_000 * MILLIS)).isTrue();
    }

    @Test
    void whatHasMissedItsRoundIsToldWithTheNext() {
        rhythm.isDue(1, 0);

        assertThat(rhythm.isDue(2, 50 * MILLIS)).isFalse();
        assertThat(rhythm.isDue(2, 1_050 * MILLIS)).isFalse();
        assertThat(rhythm.isDue(3, 1_100 * MILLIS)).isTrue();
        assertThat(rhythm.isDue(4, 2_150 * MILLIS)).isTrue();
    }

    @Test
    void allElseWaitsForItAndIsToldAfterTwiceTheTime() {
        rhythm.isDue(1, 0);

        assertThat(rhythm.isDue(1, 1_999 * MILLIS)).isFalse();
        assertThat(rhythm.isDue(1, 2_000 * MILLIS)).isTrue();
    }
}
