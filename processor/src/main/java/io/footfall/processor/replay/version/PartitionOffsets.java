package io.footfall.processor.replay.version;

/**
 * Offsets of a partition of {@code clicks}, for one serving version.
 *
 * @param committed the first click that has not been processed for good; {@code begin} if there is no commit
 */
public record PartitionOffsets(long begin, long end, long committed) {
    public PartitionOffsets {
        committed = Math.max(committed, begin);
    }
}
