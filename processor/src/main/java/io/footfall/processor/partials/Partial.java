package io.footfall.processor.partials;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What one partition tells the merge, as JSON on the partials topic: how far it is and, unless it
 * only tells that, its absolute totals of one window so far, or those that belong to no window. A newer message about the same window
 * replaces the older one.
 *
 * @param kind name of a kind of windows, or of what else is told
 * @param partition of {@code clicks}
 * @param watermark event time up to which everything that this partition knew had been told before, ms since the
 *     epoch; {@link #NO_CLICK_YET} before the first click
 * @param idle whether the partition has brought no click for a while, so that no window should wait for it
 * @param start of the window, ms since the epoch, or null
 * @param totals of the window, or null
 */
public record Partial(String kind, int partition, long watermark, boolean idle, Long start, JsonNode totals) {
    public static final long NO_CLICK_YET = Long.MIN_VALUE;

    /** Totals that belong to no window. */
    public static Partial of(String kind, int partition, JsonNode totals) {
        return new Partial(kind, partition, NO_CLICK_YET, false, null, totals);
    }
}
