package io.footfall.processor.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.processor.Clicks;
import io.footfall.processor.partials.WatermarkAdvance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Windows of 10 s with a grace of 30 s. */
class WindowCounterTest {
    private static final long NOON = Clicks.NOON.toEpochMilli();
    private static final WindowKind<AtomicLong> KIND = new WindowKind<>(
            "test",
            Duration.ofSeconds(10),
            AtomicLong.class,
            AtomicLong::new,
            (totals, click) -> totals.incrementAndGet(),
            totals -> totals.addAndGet(1_000),
            (totals, other) -> totals.addAndGet(other.get()),
            (totals, window, isFinal) -> totals);

    private final InMemoryState<AtomicLong, Long> state = new InMemoryState<>(WatermarkAdvance.NO_WATERMARK);
    private final List<String> events = new ArrayList<>();
    private final WindowCounter<AtomicLong> counter =
            new WindowCounter<>(KIND, Duration.ofSeconds(30), state, new EventList());

    private final class EventList implements WindowCounter.Listener {
        @Override
        public void windowChanged(long start) {
            events.add("changed " + seconds(start));
        }

        @Override
        public void windowsClosed() {
            counter.evictClosed(start -> events.add("evicted " + seconds(start)));
        }
    }

    @Test
    void aClickCountsInItsWindowAndAdvancesTheWatermark() {
        assertThat(count(12)).isFalse();
        assertThat(count(11)).isFalse();

        assertThat(totals(10)).isEqualTo(2);
        assertThat(counter.watermark()).isEqualTo(NOON + 12_000);
    }

    @Test
    void theWatermarkIsNeverAheadOfLogTime() {
        counter.count(click(100), NOON + 5_000);

        assertThat(counter.watermark()).isEqualTo(NOON + 5_000);
    }

    @Test
    void theWatermarkClosesAWindowAtItsEndAndGrace() {
        count(0);
        count(39);
        assertThat(events).doesNotContain("evicted 0");

        count(40);

        assertThat(events).contains("evicted 0");
        assertThat(state.entries()).containsOnlyKeys(NOON + 30_000, NOON + 40_000);
    }

    @Test
    void aClickOfAClosedWindowIsLateAndCountsInTheWindowOfTheWatermark() {
        count(45);

        assertThat(count(9)).isTrue();
        assertThat(count(10)).isFalse();

        assertThat(totals(40)).isEqualTo(1_001);
        assertThat(totals(10)).isEqualTo(1);
    }

    @Test
    void aChangeIsAnnouncedOncePerPublication() {
        count(1);
        count(2);
        assertThat(events).containsExactly("changed 0");

        counter.changesPublished();
        count(3);

        assertThat(events).containsExactly("changed 0", "changed 0");
    }

    @Test
    void aChangeIsAnnouncedAgainAfterTheStateWasSaved() {
        count(1);
        state.flush();
        count(2);

        assertThat(events).containsExactly("changed 0", "changed 0");
    }

    @Test
    void windowsBeforeTheRetentionFloorAreEvictedAndTheirClicksAreLate() {
        count(1);
        count(12);
        counter.evictBefore(NOON + 10_000, start -> events.add("evicted " + seconds(start)));

        assertThat(events).containsExactly("changed 0", "changed 10", "evicted 0");
        assertThat(count(2)).isTrue();
        assertThat(totals(10)).isEqualTo(1_001);
    }

    private boolean count(long second) {
        return counter.count(click(second), NOON + Duration.ofHours(1).toMillis());
    }

    private static ValidClick click(long second) {
        return new ValidClick(Clicks.pageView(second * 1_000), true, false, 0);
    }

    private long totals(long second) {
        return counter.totals(NOON + second * 1_000).get();
    }

    private static long seconds(long start) {
        return (start - NOON) / 1_000;
    }
}
