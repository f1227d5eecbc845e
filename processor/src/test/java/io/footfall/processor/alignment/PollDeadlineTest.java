package io.footfall.processor.alignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PollDeadlineTest {
    private static final Duration TIMEOUT = Duration.ofMillis(250);
    private static final long NOW = 1_515_819_844_345L;

    @BeforeEach
    void nothingIsDue() {
        var unused = PollDeadline.limit(TIMEOUT, Long.MAX_VALUE);
    }

    @Test
    void withoutATaskAThreadWaitsForRecords() {
        assertThat(PollDeadline.limit(TIMEOUT, NOW)).isEqualTo(TIMEOUT);
    }

    @Test
    void aThreadWaitsUntilItsNextTask() {
        PollDeadline.add(NOW + 100);
        PollDeadline.add(NOW + 40);

        assertThat(PollDeadline.limit(TIMEOUT, NOW)).isEqualTo(Duration.ofMillis(41));
    }

    @Test
    void aTaskThatIsDueEndsOneWaitOnly() {
        PollDeadline.add(NOW + 40);
        PollDeadline.add(NOW + 100);

        assertThat(PollDeadline.limit(TIMEOUT, NOW + 41)).isZero();
        assertThat(PollDeadline.limit(TIMEOUT, NOW + 41)).isEqualTo(Duration.ofMillis(60));
        assertThat(PollDeadline.limit(TIMEOUT, NOW + 200)).isZero();
        assertThat(PollDeadline.limit(TIMEOUT, NOW + 200)).isEqualTo(TIMEOUT);
    }

    @Test
    void aPollThatMayNotWaitDoesNot() {
        PollDeadline.add(NOW + 40);

        assertThat(PollDeadline.limit(Duration.ZERO, NOW)).isZero();
    }
}
