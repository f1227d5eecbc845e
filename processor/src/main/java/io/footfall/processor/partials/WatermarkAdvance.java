package io.footfall.processor.partials;

/**
 * How far one partition has advanced in event time. It is sent after the parts of all windows that it closes.
 *
 * @param kind of windows
 * @param watermark ms since the epoch; {@link #NO_WATERMARK} before the first click
 * @param idle whether the partition has had no progress for a while, so that no window waits for it
 */
public record WatermarkAdvance(String kind, int partition, long watermark, boolean idle) implements PartialMessage {
    public static final long NO_WATERMARK = Long.MIN_VALUE;

    @Override
    public String key() {
        return kind + "-" + partition;
    }
}
