package io.footfall.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Page views and other clicks in a 30 s window, over all partitions. The newest record of a window
 * replaces the older ones; {@code final} marks the last.
 *
 * @param window the window
 * @param flagged always true: {@code count} counts flagged clicks, which are page views
 * @param count cleaned clicks that are page views
 * @param unflaggedCount all other cleaned clicks
 * @param outOfMarket the same two counts for clean clicks of other countries, which security must see too
 * @param visitors distinct visitors of all clean clicks, an estimate with a standard error of 9 % above 128 visitors;
 *     0 in older records
 * @param oneHitVisitors those of them with a single click in the window, also an estimate; a high
 *     share is typical of an attack
 * @param isFinal whether event time has passed the window and its grace
 */
public record PageViewWindow(
        Window window,
        boolean flagged,
        long count,
        long unflaggedCount,
        OutOfMarket outOfMarket,
        long visitors,
        long oneHitVisitors,
        @JsonProperty("final") boolean isFinal) {
    public record OutOfMarket(long count, long unflaggedCount) {}
}
