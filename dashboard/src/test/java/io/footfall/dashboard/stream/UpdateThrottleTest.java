package io.footfall.dashboard.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UpdateThrottleTest {
    private static final long MILLIS = 1_000_000;

    private final UpdateThrottle throttle = new UpdateThrottle(Duration.ofSeconds(1), 0);

    @Test
    void aChangeIsPublishedAtOnce() {
        assertThat(throttle.untilDue(1, 0)).isZero();
        assertThat(throttle.untilDue(2, 1_300 * MILLIS)).isZero();
    }

    @Test
    void thereIsAtMostOneUpdatePerInterval() {
        assertThat(throttle.untilDue(1, 0)).isZero();

        assertThat(throttle.untilDue(1, 900 * MILLIS)).isPositive();
        assertThat(throttle.untilDue(2, 999 * MILLIS)).isPositive();
        assertThat(throttle.untilDue(2, 1_000 * MILLIS)).isZero();
    }

    @Test
    void aChangeJustAfterAnUpdateWaitsForTheNextCycle() {
        assertThat(throttle.untilDue(1, 0)).isZero();

        assertThat(throttle.untilDue(2, 50 * MILLIS)).hasMillis(1_150);
        assertThat(throttle.untilDue(2, 1_050 * MILLIS)).isPositive();
        assertThat(throttle.untilDue(3, 1_200 * MILLIS)).isZero();
        assertThat(throttle.untilDue(4, 2_250 * MILLIS)).isZero();
    }

    @Test
    void fourTimesASecondIsTheMostByDefault() {
        var soon = new UpdateThrottle(Duration.ofMillis(250), 0);

        assertThat(soon.untilDue(1, 0)).isZero();
        assertThat(soon.untilDue(2, 200 * MILLIS)).hasMillis(50);
        assertThat(soon.untilDue(2, 250 * MILLIS)).isZero();
        assertThat(soon.untilDue(2, 250 * MILLIS)).hasSeconds(2);
    }

    @Test
    void withoutAChangeTheNextUpdateIsAfterTwoSeconds() {
        assertThat(throttle.untilDue(1, 0)).isZero();

        assertThat(throttle.untilDue(1, 1_999 * MILLIS)).isPositive();
        assertThat(throttle.untilDue(1, 2_000 * MILLIS)).isZero();
    }
}
