package io.footfall.processor.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangePublisherTest {
    private static final Timing TIMING =
            new Timing(Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofSeconds(1));

    private final List<Duration> delays = new ArrayList<>();
    private final List<Long> published = new ArrayList<>();
    private long now = 11_300;
    private final ChangePublisher changes = new ChangePublisher(TIMING, () -> now, delays::add, published::add);

    @Test
    void theFirstChangeSchedulesThePublicationOfAll() {
        changes.changed(20);
        changes.changed(10);
        assertThat(delays).containsExactly(Duration.ofMillis(50));
        assertThat(changes.isEverythingPublished()).isFalse();

        changes.publishDue(now);

        assertThat(published).containsExactly(10L, 20L);
        assertThat(changes.isEverythingPublished()).isTrue();
    }

    @Test
    void theNextPublicationIsOnTheGrid() {
        changes.publishDue(11_010);
        changes.changed(10);

        assertThat(delays).containsExactly(Duration.ofMillis(700));
    }

    @Test
    void anEvictedWindowIsPublishedAtOnceIfItHasChanged() {
        changes.changed(10);
        changes.publishIfChanged(10);
        changes.publishIfChanged(20);
        changes.publishDue(now);

        assertThat(published).containsExactly(10L);
    }

    @Test
    void theNewestWindowIsPublishedMoreOftenThanTheOthers() {
        var soon = new Timing(Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofMillis(250));
        var often = new ChangePublisher(soon, () -> now, delays::add, published::add);
        often.changed(20);
        often.publishDue(now);
        published.clear();
        delays.clear();

        now += 100;
        often.changed(10);
        often.changed(20);
        now += 200;
        often.publishDue(now);
        assertThat(published).containsExactly(20L);
        assertThat(often.isEverythingPublished()).isFalse();
        assertThat(delays).hasSize(2);

        now += 900;
        often.publishDue(now);
        assertThat(published).containsExactly(20L, 10L);
        assertThat(often.isEverythingPublished()).isTrue();
    }
}
