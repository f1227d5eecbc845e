package io.footfall.processor.replay.diff;

import io.footfall.processor.replay.version.PartitionOffsets;

/**
 * Range of clicks of a partition by which two serving versions are compared: both have processed it, and no derived record
 * of it has been deleted.
 *
 * @param from offset of the first click
 * @param to offset behind the last click
 */
record OffsetRange(long from, long to) {
    static OffsetRange of(PartitionOffsets first, PartitionOffsets second, long firstRetained, long secondRetained) {
        var from = Math.max(Math.max(first.begin(), second.begin()), Math.max(firstRetained, secondRetained));
        var to = Math.min(first.committed(), second.committed());
        return new OffsetRange(Math.min(from, to), to);
    }

    boolean contains(long offset) {
        return from <= offset && offset < to;
    }
}
