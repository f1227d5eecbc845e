package io.footfall.sandbox.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EchoLimitTest {
    private final MutableClock clock = new MutableClock(Instant.EPOCH);
    private final EchoLimit limit = new EchoLimit(clock, 2, Duration.ofSeconds(1));

    @Test
    void linesBeyondTheLimitAreDroppedInAPeriod() {
        assertThat(new boolean[] {limit.tryAcquire(), limit.tryAcquire(), limit.tryAcquire()})
                .containsExactly(true, true, false);
    }

    @Test
    void theNextPeriodAllowsLinesAgain() {
        limit.tryAcquire();
        limit.tryAcquire();
        limit.tryAcquire();

        clock.advance(Duration.ofSeconds(1));

        assertThat(limit.tryAcquire()).isTrue();
    }
}
