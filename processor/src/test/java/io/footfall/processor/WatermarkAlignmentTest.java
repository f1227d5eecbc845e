package io.footfall.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.events.TrafficWindow;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One of two partitions is far ahead: it waits for the other, and none of its clicks are lost. */
class WatermarkAlignmentTest {
    /** Half a megabyte of windows, which is more than the merge should keep of one partition. */
    private static final int MANY_WINDOWS = 2_000;

    private static final long WINDOW_MILLIS = 10_000;

    private final Pipeline pipeline = new Pipeline(2);

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void aPartitionWaitsWhenItsBacklogIsTooLargeAndGoesOnWhenTheOthersCatchUp() {
        other(0);
        sendWindows(MANY_WINDOWS);
        pipeline.wait(Duration.ofSeconds(1));
        assertThat(pipeline.alignment().isAhead(0)).isTrue();

        other(MANY_WINDOWS * WINDOW_MILLIS);
        pipeline.wait(Duration.ofSeconds(3));

        assertThat(pipeline.alignment().isAhead(0)).isFalse();
        var windows = pipeline.traffic();
        assertThat(windows).hasSize(MANY_WINDOWS);
        assertThat(windows.values().stream().mapToLong(TrafficWindow::clicks).sum())
                .isEqualTo(MANY_WINDOWS);
    }

    @Test
    void aPartitionThatWaitsIsNotIdleAndKeepsItsWindowsOpen() {
        other(0);
        sendWindows(MANY_WINDOWS);
        pipeline.wait(Pipeline.TIMING.idleTimeout().plusSeconds(5));
        other(MANY_WINDOWS * WINDOW_MILLIS);
        pipeline.wait(Duration.ofSeconds(3));

        var newest = pipeline.traffic().get("2018-01-13T17:33:10.000Z");

        assertThat(newest).returns(1L, TrafficWindow::clicks).returns(false, TrafficWindow::isFinal);
    }

    @Test
    void aPartitionWithUnreadClicksIsNotIdle() {
        other(Duration.ofHours(1).toMillis());
        pipeline.send(Clicks.pageView(0));
        pipeline.alignment().reportUnread(0, true);
        pipeline.wait(Pipeline.TIMING.idleTimeout().multipliedBy(2));
        assertThat(pipeline.traffic().values()).hasSize(1).noneMatch(TrafficWindow::isFinal);

        pipeline.alignment().reportUnread(0, false);
        pipeline.wait(Duration.ofSeconds(3));

        assertThat(pipeline.traffic().values()).hasSize(1).allMatch(TrafficWindow::isFinal);
    }

    private void sendWindows(int count) {
        for (var window = 0; window < count; window++) {
            var time = window * WINDOW_MILLIS;
            pipeline.send("visitor-1", Clicks.bytes(Clicks.pageView(time)), Clicks.NOON.toEpochMilli() + time);
        }
    }

    /** How far the other partition is, ms after noon. */
    private void other(long watermark) {
        for (var kind : new String[] {"traffic", "page-views"}) {
            pipeline.sendPartial("""
                    {"type":"watermark","kind":"%s","partition":1,"watermark":%d,"idle":false}""".formatted(kind, Clicks.NOON.toEpochMilli() + watermark));
        }
    }
}
