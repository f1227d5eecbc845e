package io.footfall.processor.replay;

/**
 * Where a partition of {@code clicks} begins and ends, and how far a layer has come in it.
 *
 * @param committed the first click that is not yet processed for good; {@code begin} if none is
 */
record PartitionOffsets(long begin, long end, long committed) {
    PartitionOffsets {
        committed = Math.max(committed, begin);
    }
}
