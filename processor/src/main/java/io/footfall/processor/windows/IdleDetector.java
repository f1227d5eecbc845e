package io.footfall.processor.windows;

import io.footfall.processor.partials.WatermarkAdvance;
import java.time.Duration;

/**
 * Detects that a partition has had no progress in event time for a while, in wall-clock time. Clicks alone are no progress:
 * one sender with a constant or slow clock would keep the windows of all partitions open.
 */
final class IdleDetector {
    /** Event time that advances more slowly than this share of the wall clock is a wrong clock, not a quiet partition. */
    private static final int SLOWEST = 4;
    /** Clicks that have been read may wait in a buffer for this share of the timeout. */
    private static final int BUFFERED = 10;

    private final long timeout;
    private long activeAt;
    private long unreadAt;
    /** Progress is measured from here, over no longer than the timeout. */
    private long measuredFrom;

    private long watermarkThen;
    private boolean isIdle;

    /**
     * Begins the timeout.
     *
     * @param now ms since the epoch
     * @param watermark of the partition, ms since the epoch
     */
    IdleDetector(Duration timeout, long now, long watermark) {
        this.timeout = timeout.toMillis();
        this.activeAt = now;
        this.unreadAt = now;
        measureFrom(now, watermark);
    }

    /**
     * Whether the timeout has passed without progress. A partition that catches up with others is not idle, although its
     * clicks are late; one that is idle does not become busy by late clicks.
     *
     * @param now ms since the epoch
     * @param watermark of the partition, ms since the epoch
     * @param isLate whether other partitions have closed the windows at that watermark
     * @param isDrained whether every click of the partition has been read
     */
    boolean isIdle(long now, long watermark, boolean isLate, boolean isDrained) {
        if (!isLate && hasAdvanced(watermark, now)) {
            activeAt = now;
            measureFrom(now, watermark);
        } else if (now - measuredFrom >= timeout) {
            measureFrom(now, watermark);
        }
        if (!isDrained && !(isIdle && isLate)) {
            unreadAt = now;
        }
        isIdle = now - activeAt >= timeout && now - unreadAt >= timeout / BUFFERED;
        return isIdle;
    }

    private boolean hasAdvanced(long watermark, long now) {
        return watermark > watermarkThen
                && (watermarkThen == WatermarkAdvance.NO_WATERMARK
                        || watermark - watermarkThen >= (now - measuredFrom) / SLOWEST);
    }

    private void measureFrom(long now, long watermark) {
        measuredFrom = now;
        watermarkThen = watermark;
    }
}
