package io.footfall.processor.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RangeTest {
    @Test
    void whatOnlyOneLayerHasProcessedIsNotCompared() {
        var range = Range.of(new PartitionOffsets(0, 100, 80), new PartitionOffsets(0, 100, 95), 0, 0);

        assertThat(range).isEqualTo(new Range(0, 80));
        assertThat(range.contains(79)).isTrue();
        assertThat(range.contains(80)).isFalse();
    }

    @Test
    void whatALayerNoLongerHoldsIsNotCompared() {
        var range = Range.of(new PartitionOffsets(3, 100, 80), new PartitionOffsets(3, 100, 95), 7, 0);

        assertThat(range).isEqualTo(new Range(7, 80));
    }

    @Test
    void aTopicOfWhichNothingIsRetainedLeavesNothingToCompare() {
        var range = Range.of(new PartitionOffsets(0, 100, 80), new PartitionOffsets(0, 100, 95), Long.MAX_VALUE, 0);

        assertThat(range).isEqualTo(new Range(80, 80));
    }
}
