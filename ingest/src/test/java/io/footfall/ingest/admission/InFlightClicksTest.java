package io.footfall.ingest.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InFlightClicksTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final InFlightClicks clicks = new InFlightClicks(now::get);

    @Test
    void thereAreNeverMoreClicksInFlightThanAllowed() {
        assertThat(clicks.reserve(60, 100)).isTrue();
        assertThat(clicks.reserve(41, 100)).isFalse();
        assertThat(clicks.reserve(40, 100)).isTrue();
        assertThat(clicks.count()).isEqualTo(100);
    }

    @Test
    void clicksAreStalledAfterTheTimeoutUntilKafkaAcknowledgesOne() {
        clicks.reserve(2, 100);
        advance(TIMEOUT);
        assertThat(clicks.areStalled(TIMEOUT)).isFalse();
        advance(Duration.ofMillis(1));
        assertThat(clicks.areStalled(TIMEOUT)).isTrue();

        clicks.acknowledged();

        assertThat(clicks.areStalled(TIMEOUT)).isFalse();
    }

    @Test
    void timeWithoutClicksDoesNotCount() {
        advance(Duration.ofDays(1));
        clicks.reserve(1, 100);

        assertThat(clicks.areStalled(TIMEOUT)).isFalse();
    }

    @Test
    void afterAFailureClicksAreStalledForTheTimeout() {
        clicks.reserve(1, 100);
        clicks.failed();
        assertThat(clicks.areStalled(TIMEOUT)).isTrue();

        advance(TIMEOUT);

        assertThat(clicks.areStalled(TIMEOUT)).isFalse();
    }

    @Test
    void aClickThatKafkaRejectsDoesNotStallTheOthers() {
        clicks.reserve(1, 100);
        clicks.rejected();

        assertThat(clicks.areStalled(TIMEOUT)).isFalse();
        assertThat(clicks.count()).isZero();
    }

    private void advance(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
