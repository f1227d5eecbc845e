package io.footfall.processor.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BeatTest {
    private final Beat beat = new Beat(Duration.ofSeconds(1), Duration.ofMillis(400));

    @Test
    void thereIsOneASecondAndItIsWhereItBelongs() {
        beat.isNew(5_000);

        assertThat(beat.isNew(5_399)).isFalse();
        assertThat(beat.isNew(5_400)).isTrue();
        assertThat(beat.isNew(5_500)).isFalse();
        assertThat(beat.isNew(6_399)).isFalse();
        assertThat(beat.isNew(8_410)).isTrue();
        assertThat(beat.isNew(9_399)).isFalse();
    }
}
