package io.footfall.processor.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class IdleDetectorTest {
    private final IdleDetector detector = new IdleDetector(Duration.ofSeconds(30), 100_000);

    @Test
    void aPartitionIsIdleWhenTheTimeoutHasPassedWithoutAClick() {
        assertThat(detector.isIdle(129_999)).isFalse();
        assertThat(detector.isIdle(130_000)).isTrue();
    }

    @Test
    void aClickStartsTheTimeoutAgainFromTheNextCheck() {
        detector.clickReceived();

        assertThat(detector.isIdle(140_000)).isFalse();
        assertThat(detector.isIdle(169_999)).isFalse();
        assertThat(detector.isIdle(170_000)).isTrue();
    }
}
