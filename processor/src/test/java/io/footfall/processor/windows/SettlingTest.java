package io.footfall.processor.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettlingTest {
    private final Settling settling = new Settling(Duration.ofMillis(100), Duration.ofSeconds(1));

    @Test
    void whatChangesIsToldWhenTheRestHasHadTheTimeToCome() {
        assertThat(settling.isDue(0)).isFalse();
        settling.changed(50);
        settling.changed(120);

        assertThat(settling.isDue(149)).isFalse();
        assertThat(settling.isDue(150)).isTrue();
        assertThat(settling.isDue(5_000)).isFalse();
    }

    @Test
    void butNotTooOften() {
        settling.changed(0);
        settling.isDue(100);
        settling.changed(200);

        assertThat(settling.isDue(1_099)).isFalse();
        assertThat(settling.isDue(1_100)).isTrue();
    }
}
