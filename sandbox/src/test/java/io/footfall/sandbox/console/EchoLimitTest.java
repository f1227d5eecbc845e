package io.footfall.sandbox.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class EchoLimitTest {
    private final SettableClock clock = new SettableClock();
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

        clock.now = clock.now.plusSeconds(1);

        assertThat(limit.tryAcquire()).isTrue();
    }

    private static final class SettableClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
