package io.footfall.ingest.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
    private static final int PER_SECOND = 10;
    private static final int BURST = 20;

    private final AtomicLong now = new AtomicLong(-5_000_000_000L);
    private final RateLimiter limiter = new RateLimiter(PER_SECOND, BURST, 42, now::get);

    @Test
    void aFullBucketAllowsTheBurstAtOnceAndThenTheRate() {
        assertThat(limiter.take("192.0.2.1", BURST)).isZero();
        assertThat(limiter.take("192.0.2.1", 1)).isEqualTo(Duration.ofMillis(100));
        advance(Duration.ofMillis(100));
        assertThat(limiter.take("192.0.2.1", 1)).isZero();
        assertThat(limiter.take("192.0.2.1", 1)).isPositive();
    }

    @Test
    void rejectedClicksDoNotCount() {
        limiter.take("192.0.2.1", BURST - 5);

        assertThat(limiter.take("192.0.2.1", 6)).isPositive();
        assertThat(limiter.take("192.0.2.1", 5)).isZero();
    }

    @Test
    void clicksThatAreTakenAlwaysAreRepaidFirst() {
        limiter.takeAlways("192.0.2.1", BURST + 5);

        assertThat(limiter.take("192.0.2.1", 1)).isEqualTo(Duration.ofMillis(600));
    }

    @Test
    void noClientWaitsForMoreThanTwoBursts() {
        for (int time = 0; time < 10; time++) {
            limiter.takeAlways("192.0.2.1", BURST);
        }
        advance(Duration.ofSeconds(BURST / PER_SECOND));

        assertThat(limiter.take("192.0.2.1", 1)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void eachClientHasItsOwnBucket() {
        limiter.take("192.0.2.1", BURST);

        assertThat(limiter.take("192.0.2.2", BURST)).isZero();
    }

    @Test
    void aBucketNeverHoldsMoreThanTheBurst() {
        advance(Duration.ofDays(400));

        assertThat(limiter.take("192.0.2.1", BURST)).isZero();
        assertThat(limiter.take("192.0.2.1", 1)).isPositive();
    }

    @Property(tries = 200)
    void noClientGetsMoreThanTheRateAndTheBurst(
            @ForAll @Size(min = 1, max = 200) java.util.List<@IntRange(min = 1, max = 30) Integer> requests,
            @ForAll @IntRange(min = 1, max = 400) int millisBetween) {
        var clock = new AtomicLong();
        var fresh = new RateLimiter(PER_SECOND, BURST, 7, clock::get);
        long taken = 0;
        for (var clicks : requests) {
            taken += fresh.take("192.0.2.1", clicks).isZero() ? clicks : 0;
            clock.addAndGet(Duration.ofMillis(millisBetween).toNanos());
        }
        assertThat(taken).isLessThanOrEqualTo(BURST + (long) requests.size() * millisBetween * PER_SECOND / 1_000 + 1);
    }

    private void advance(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
