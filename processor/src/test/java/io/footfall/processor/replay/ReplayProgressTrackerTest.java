package io.footfall.processor.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.processor.replay.version.PartitionOffsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplayProgressTrackerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final ReplayProgressTracker tracker = new ReplayProgressTracker("v2", Duration.ofSeconds(30));

    @Test
    void withoutClicksTheReplayHasCaughtUp() {
        var progress = read(0, new PartitionOffsets(0, 0, -1));

        assertThat(progress.caughtUp()).isTrue();
        assertThat(progress.share()).isEqualTo(1);
        assertThat(progress.rate()).isZero();
        assertThat(progress.line()).isEqualTo("caught up: 100.0 % (0 of 0 clicks), 0 clicks/s");
    }

    @Test
    void theFirstReadingHasNoRateAndNoTimeLeft() {
        var progress = read(0, new PartitionOffsets(0, 1_000, -1));

        assertThat(progress.share()).isZero();
        assertThat(progress.secondsLeft()).isNull();
        assertThat(progress.line()).isEqualTo("0.0 % (0 of 1,000 clicks), 0 clicks/s, standing still");
    }

    @Test
    void theTimeLeftFollowsFromTheRate() {
        read(0, new PartitionOffsets(0, 1_000, 0));

        var progress = read(10, new PartitionOffsets(0, 1_000, 100));

        assertThat(progress.rate()).isEqualTo(10);
        assertThat(progress.line()).isEqualTo("10.0 % (100 of 1,000 clicks), 10 clicks/s, 1 min 30 s left");
    }

    @Test
    void clicksThatArriveMeanwhileCountAsLeftButNotAsToDo() {
        read(0, new PartitionOffsets(0, 100, 0));

        var progress = read(10, new PartitionOffsets(0, 700, 100));

        assertThat(progress.caughtUp()).isTrue();
        assertThat(progress.clicksToDo()).isEqualTo(100);
        assertThat(progress.clicksLeft()).isEqualTo(600);
    }

    @Test
    void allPartitionsHaveToCatchUp() {
        var at = Map.of(0, new PartitionOffsets(0, 10, 10), 1, new PartitionOffsets(0, 10, 9));

        assertThat(tracker.read(START, at).caughtUp()).isFalse();
        assertThat(tracker.read(START, at).share()).isEqualTo(0.95);
    }

    @Test
    void deletedClicksDoNotCountAsToDo() {
        read(0, new PartitionOffsets(0, 100, 0));

        var progress = read(10, new PartitionOffsets(60, 100, 50));

        assertThat(progress.clicksToDo()).isEqualTo(40);
        assertThat(progress.clicksDone()).isZero();
        assertThat(read(20, new PartitionOffsets(150, 200, 150)).share()).isEqualTo(1);
    }

    @Test
    void itIsSettledSomeTimeAfterItHasCaughtUp() {
        assertThat(read(0, new PartitionOffsets(0, 5, 5)).settled()).isFalse();
        assertThat(read(29, new PartitionOffsets(0, 5, 5)).settled()).isFalse();
        assertThat(read(30, new PartitionOffsets(0, 5, 5)).settled()).isTrue();
    }

    @Test
    void twoReadingsAtTheSameTimeGiveNoRate() {
        read(0, new PartitionOffsets(0, 1_000, 0));

        assertThat(read(0, new PartitionOffsets(0, 1_000, 500)).rate()).isZero();
    }

    private ReplayProgress read(long second, PartitionOffsets only) {
        return tracker.read(START.plusSeconds(second), Map.of(0, only));
    }
}
