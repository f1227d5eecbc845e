package io.footfall.ingest.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ClientRateTest {
    private static final int PER_SECOND = 10;
    private static final int BURST = 20;

    private final AtomicLong now = new AtomicLong(-5_000_000_000L);
    private final ClientRate rate = new ClientRate(PER_SECOND, BURST, 42, now::get);

    @Test
    void aFullBucketGivesTheBurstAtOnceAndThenTheRate() {
        assertThat(rate.take("192.0.2.1", BURST)).isZero();
        assertThat(rate.take("192.0.2.1", 1)).isEqualTo(Duration.ofMillis(100));
        pass(Duration.ofMillis(100));
        assertThat(rate.take("192.0.2.1", 1)).isZero();
        assertThat(rate.take("192.0.2.1", 1)).isPositive();
    }

    @Test
    void whatIsRefusedTakesNothingOut() {
        rate.take("192.0.2.1", BURST - 5);

        assertThat(rate.take("192.0.2.1", 6)).isPositive();
        assertThat(rate.take("192.0.2.1", 5)).isZero();
    }

    @Test
    void oneClientDoesNotPayForAnother() {
        rate.take("192.0.2.1", BURST);

        assertThat(rate.take("192.0.2.2", BURST)).isZero();
    }

    @Test
    void aBucketIsNeverFullerThanFull() {
        pass(Duration.ofDays(400));

        assertThat(rate.take("192.0.2.1", BURST)).isZero();
        assertThat(rate.take("192.0.2.1", 1)).isPositive();
    }

    @Property(tries = 200)
    void noOneGetsMoreThanTheRateAndTheBurst(
            @ForAll @Size(min = 1, max = 200) java.util.List<@IntRange(min = 1, max = 30) Integer> asked,
            @ForAll @IntRange(min = 1, max = 400) int millisBetween) {
        var clock = new AtomicLong();
        var fresh = new ClientRate(PER_SECOND, BURST, 7, clock::get);
        long taken = 0;
        for (var clicks : asked) {
            taken += fresh.take("192.0.2.1", clicks).isZero() ? clicks : 0;
            clock.addAndGet(Duration.ofMillis(millisBetween).toNanos());
        }
        assertThat(taken).isLessThanOrEqualTo(BURST + (long) asked.size() * millisBetween * PER_SECOND / 1_000 + 1);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
