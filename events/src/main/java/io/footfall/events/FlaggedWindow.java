package io.footfall.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Page openings against all clicks in a 30 s window, over all partitions: the newest record of a
 * window replaces the older ones, {@code final} marks the last.
 *
 * @param window the window
 * @param flagged always true: {@code count} counts the flagged clicks
 * @param count cleaned clicks that open a page
 * @param unflaggedCount cleaned clicks that do not
 * @param outOfMarket the same two counts for clean clicks of other countries, which security must see too
 * @param visitors distinct visitors of all clean clicks, an estimate with a standard error of 9 % above 128 visitors;
 *     0 in older records
 * @param oneHitVisitors those of them with a single click in the window, an estimate likewise; many are the mark of
 *     a crowd that does not read
 * @param isFinal whether event time has passed the window and its grace
 */
public record FlaggedWindow(
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
