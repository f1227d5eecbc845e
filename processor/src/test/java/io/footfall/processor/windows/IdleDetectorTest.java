package io.footfall.processor.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.processor.partials.WatermarkAdvance;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class IdleDetectorTest {
    private static final long EVENT_TIME = 1_515_844_800_000L;
    private final IdleDetector detector =
            new IdleDetector(Duration.ofSeconds(30), 100_000, WatermarkAdvance.NO_WATERMARK);

    @Test
    void aPartitionIsIdleWhenTheTimeoutHasPassedWithoutProgress() {
        assertThat(isIdle(129_999, WatermarkAdvance.NO_WATERMARK)).isFalse();
        assertThat(isIdle(130_000, WatermarkAdvance.NO_WATERMARK)).isTrue();
    }

    @Test
    void anAdvanceStartsTheTimeoutAgainFromTheNextCheck() {
        assertThat(isIdle(140_000, EVENT_TIME)).isFalse();
        assertThat(isIdle(169_999, EVENT_TIME)).isFalse();
        assertThat(isIdle(170_000, EVENT_TIME)).isTrue();
        assertThat(isIdle(171_000, EVENT_TIME + 31_000)).isFalse();
    }

    @Test
    void aClockThatIsMuchSlowerThanTheWallClockIsNoProgress() {
        isIdle(100_000, EVENT_TIME);
        for (var second = 1L; second < 30; second++) {
            assertThat(isIdle(100_000 + second * 1_000, EVENT_TIME + second * 100))
                    .isFalse();
        }

        assertThat(isIdle(130_000, EVENT_TIME + 3_000)).isTrue();
    }

    @Test
    void afterALongPauseAnAdvanceIsProgressAtOnce() {
        isIdle(100_000, EVENT_TIME);
        assertThat(isIdle(3_700_000, EVENT_TIME)).isTrue();

        assertThat(isIdle(3_701_000, EVENT_TIME + 1_000)).isFalse();
    }

    @Test
    void anAdvanceToWindowsThatOthersHaveClosedIsNoProgress() {
        isIdle(100_000, EVENT_TIME);

        assertThat(detector.isIdle(130_000, EVENT_TIME + 30_000, true, true)).isTrue();
        assertThat(detector.isIdle(131_000, EVENT_TIME + 31_000, false, true)).isFalse();
    }

    @Test
    void aPartitionThatCatchesUpIsNotIdleBeforeItsBufferMustBeEmpty() {
        for (var second = 0L; second <= 60; second++) {
            assertThat(detector.isIdle(100_000 + second * 1_000, EVENT_TIME + second * 1_000, true, false))
                    .isFalse();
        }

        assertThat(detector.isIdle(162_999, EVENT_TIME + 61_000, true, true)).isFalse();
        assertThat(detector.isIdle(163_000, EVENT_TIME + 61_000, true, true)).isTrue();
    }

    @Test
    void unreadClicksMakeAnIdlePartitionBusyUnlessItIsLate() {
        isIdle(100_000, EVENT_TIME);
        assertThat(isIdle(130_000, EVENT_TIME)).isTrue();

        assertThat(detector.isIdle(131_000, EVENT_TIME, true, false)).isTrue();
        assertThat(detector.isIdle(132_000, EVENT_TIME, false, false)).isFalse();
    }

    private boolean isIdle(long now, long watermark) {
        return detector.isIdle(now, watermark, false, true);
    }
}
