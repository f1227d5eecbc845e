package io.footfall.processor.alignment;

import io.footfall.processor.partials.WatermarkAdvance;

/**
 * Progress of the merge of one kind of windows. Both values are event times in ms since the epoch.
 *
 * @param watermark minimum over the partitions that are not idle: the windows that it closes are final
 * @param retentionFloor windows that start before it have been evicted and cannot change any more
 * @param newest maximum over all partitions
 */
public record MergeProgress(long watermark, long retentionFloor, long newest) {
    public static final MergeProgress NONE = new MergeProgress(
            WatermarkAdvance.NO_WATERMARK, WatermarkAdvance.NO_WATERMARK, WatermarkAdvance.NO_WATERMARK);
}
