package io.footfall.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final Deliveries deliveries = new Deliveries(now::get);

    @Test
    void noMoreAreUnderWayThanAllowed() {
        assertThat(deliveries.begin(60, 100)).isTrue();
        assertThat(deliveries.begin(41, 100)).isFalse();
        assertThat(deliveries.begin(40, 100)).isTrue();
        assertThat(deliveries.inFlight()).isEqualTo(100);
    }

    @Test
    void whatTheLogLeavesUnansweredIsStuckUntilItAnswers() {
        deliveries.begin(2, 100);
        pass(PATIENCE);
        assertThat(deliveries.areStuck(PATIENCE)).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(deliveries.areStuck(PATIENCE)).isTrue();

        deliveries.acknowledged();

        assertThat(deliveries.areStuck(PATIENCE)).isFalse();
    }

    @Test
    void aLogThatNobodyAskedIsNotStuck() {
        pass(Duration.ofDays(1));
        deliveries.begin(1, 100);

        assertThat(deliveries.areStuck(PATIENCE)).isFalse();
    }

    @Test
    void afterAFailureTheNextTryIsMadeWhenPatienceHasPassed() {
        deliveries.begin(1, 100);
        deliveries.failed();
        assertThat(deliveries.areStuck(PATIENCE)).isTrue();

        pass(PATIENCE);

        assertThat(deliveries.areStuck(PATIENCE)).isFalse();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
