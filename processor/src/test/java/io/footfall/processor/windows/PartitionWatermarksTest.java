package io.footfall.processor.windows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.footfall.processor.partials.WatermarkAdvance;
import io.footfall.processor.partials.WindowPart;
import org.junit.jupiter.api.Test;

class PartitionWatermarksTest {
    private final PartitionWatermarks watermarks = new PartitionWatermarks();

    @Test
    void thereIsNoWatermarkBeforeEveryPartitionHasSentAMessage() {
        advance(0, 100, false);

        assertThat(watermarks.watermark(2)).isEqualTo(WatermarkAdvance.NO_WATERMARK);
        assertThat(watermarks.watermark(1)).isEqualTo(100);
    }

    @Test
    void idlePartitionsDoNotHoldBackTheWatermark() {
        advance(0, 100, false);
        advance(1, 50, true);

        assertThat(watermarks.watermark(2)).isEqualTo(100);
        assertThat(watermarks.watermarkWithIdle(2)).isEqualTo(50);
    }

    @Test
    void ifAllPartitionsAreIdleNoWindowWaits() {
        advance(0, 100, true);

        assertThat(watermarks.watermark(1)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aPartOfAWindowDoesNotMakeAPartitionBusy() {
        advance(0, 100, true);
        watermarks.update(new WindowPart("traffic", 0, 90, JsonNodeFactory.instance.objectNode()));
        assertThat(watermarks.watermark(1)).isEqualTo(Long.MAX_VALUE);

        advance(0, 100, false);

        assertThat(watermarks.watermark(1)).isEqualTo(100);
    }

    @Test
    void aPartitionIsBusyBeforeItHasSaidThatItIsIdle() {
        watermarks.update(new WindowPart("traffic", 0, 90, JsonNodeFactory.instance.objectNode()));

        assertThat(watermarks.watermark(1)).isEqualTo(WatermarkAdvance.NO_WATERMARK);
    }

    @Test
    void theNewestWatermarkIsThatOfAnyPartition() {
        assertThat(watermarks.newest()).isEqualTo(WatermarkAdvance.NO_WATERMARK);
        advance(0, 100, false);
        advance(1, 120, true);

        assertThat(watermarks.newest()).isEqualTo(120);
    }

    @Test
    void aWatermarkNeverFalls() {
        advance(0, 100, false);
        advance(0, 90, false);

        assertThat(watermarks.watermark(1)).isEqualTo(100);
    }

    @Test
    void theRetentionFloorIsBehindTheNewestEvictedWindow() {
        watermarks.evicted(20);
        watermarks.evicted(10);

        assertThat(watermarks.isEvicted(20)).isTrue();
        assertThat(watermarks.isEvicted(21)).isFalse();
    }

    private void advance(int partition, long watermark, boolean idle) {
        watermarks.update(new WatermarkAdvance("traffic", partition, watermark, idle));
    }
}
