package io.footfall.processor.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettlingTest {
    private final Settling settling =
            new Settling(Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofMillis(1_100));

    @Test
    void whatChangesIsToldWhenTheRestHasHadTheTimeToCome() {
        assertThat(settling.changed(50)).contains(Duration.ofMillis(100));
        assertThat(settling.changed(120)).isEmpty();
        settling.told(150);

        assertThat(settling.changed(5_000)).contains(Duration.ofMillis(100));
    }

    @Test
    void butNotTooOften() {
        settling.changed(0);
        settling.told(100);

        assertThat(settling.changed(900)).contains(Duration.ofMillis(200));
    }

    @Test
    void whatHasMissedItsRoundIsToldWithTheNext() {
        settling.changed(0);
        settling.told(100);

        assertThat(settling.changed(160)).contains(Duration.ofMillis(1_040));
        assertThat(settling.changed(1_100)).isEmpty();
        settling.told(1_200);

        assertThat(settling.changed(2_200)).contains(Duration.ofMillis(100));
    }
}
