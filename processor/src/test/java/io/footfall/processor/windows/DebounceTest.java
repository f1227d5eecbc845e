package io.footfall.processor.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DebounceTest {
    private final Debounce debounce =
            new Debounce(Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofMillis(1_100));

    @Test
    void aChangeIsPublishedAfterTheDelay() {
        assertThat(debounce.changed(50)).contains(Duration.ofMillis(100));
        assertThat(debounce.changed(120)).isEmpty();
        debounce.published(150);

        assertThat(debounce.changed(5_000)).contains(Duration.ofMillis(100));
    }

    @Test
    void publicationsHaveAMinimumInterval() {
        debounce.changed(0);
        debounce.published(100);

        assertThat(debounce.changed(900)).contains(Duration.ofMillis(200));
    }

    @Test
    void aChangeThatHasJustMissedAPublicationWaitsForTheNextOneOfItsSources() {
        debounce.changed(0);
        debounce.published(100);

        assertThat(debounce.changed(160)).contains(Duration.ofMillis(1_040));
        assertThat(debounce.changed(1_100)).isEmpty();
        debounce.published(1_200);

        assertThat(debounce.changed(2_200)).contains(Duration.ofMillis(100));
    }
}
