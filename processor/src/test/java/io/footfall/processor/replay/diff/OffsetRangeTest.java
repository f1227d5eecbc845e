package io.footfall.processor.replay.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.processor.replay.version.PartitionOffsets;
import org.junit.jupiter.api.Test;

class OffsetRangeTest {
    @Test
    void clicksThatOnlyOneVersionHasProcessedAreNotCompared() {
        var range = OffsetRange.of(new PartitionOffsets(0, 100, 80), new PartitionOffsets(0, 100, 95), 0, 0);

        assertThat(range).isEqualTo(new OffsetRange(0, 80));
        assertThat(range.contains(79)).isTrue();
        assertThat(range.contains(80)).isFalse();
    }

    @Test
    void clicksWhoseDerivedRecordsAreDeletedAreNotCompared() {
        var range = OffsetRange.of(new PartitionOffsets(3, 100, 80), new PartitionOffsets(3, 100, 95), 7, 0);

        assertThat(range).isEqualTo(new OffsetRange(7, 80));
    }

    @Test
    void aTopicWithoutRetainedRecordsLeavesNothingToCompare() {
        var range =
                OffsetRange.of(new PartitionOffsets(0, 100, 80), new PartitionOffsets(0, 100, 95), Long.MAX_VALUE, 0);

        assertThat(range).isEqualTo(new OffsetRange(80, 80));
    }
}
