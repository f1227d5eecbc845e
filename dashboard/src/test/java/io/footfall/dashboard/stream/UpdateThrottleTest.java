package io.footfall.dashboard.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UpdateThrottleTest {
    private static final long MILLIS = 1_000_000;

    private final UpdateThrottle throttle = new UpdateThrottle(Duration.ofSeconds(1), 0);

    @Test
    void aChangeIsPublishedAtOnce() {
        assertThat(throttle.isDue(1, 0)).isTrue();
        assertThat(throttle.isDue(2, 1_300 * MILLIS)).isTrue();
    }

    @Test
    void thereIsAtMostOneUpdatePerInterval() {
        throttle.isDue(1, 0);

        assertThat(throttle.isDue(1, 900 * MILLIS)).isFalse();
        assertThat(throttle.isDue(2, 999 * MILLIS)).isFalse();
        assertThat(throttle.isDue(2, 1_000 * MILLIS)).isTrue();
    }

    @Test
    void aChangeJustAfterAnUpdateWaitsForTheNextCycle() {
        throttle.isDue(1, 0);

        assertThat(throttle.isDue(2, 50 * MILLIS)).isFalse();
        assertThat(throttle.isDue(2, 1_050 * MILLIS)).isFalse();
        assertThat(throttle.isDue(3, 1_100 * MILLIS)).isTrue();
        assertThat(throttle.isDue(4, 2_150 * MILLIS)).isTrue();
    }

    @Test
    void withoutAChangeTheNextUpdateIsAfterTwoIntervals() {
        throttle.isDue(1, 0);

        assertThat(throttle.isDue(1, 1_999 * MILLIS)).isFalse();
        assertThat(throttle.isDue(1, 2_000 * MILLIS)).isTrue();
    }
}
