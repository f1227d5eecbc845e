package io.footfall.dashboard.state;

import io.footfall.events.TrafficWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The windows of the last minutes, by event time. */
final class WindowHistory {
    /** Kept in addition, so that a window in the future does not evict windows that are shown. */
    private static final Duration RESERVE = Duration.ofMinutes(10);

    /** What a record has changed. */
    enum Change {
        NONE,
        /** The same counts as before; the window may have become final. */
        NO_COUNT,
        COUNT
    }

    private final int minutes;
    private final NavigableMap<Instant, DecodedWindow> windows = new TreeMap<>();

    /**
     * @param minutes how many minutes are shown, up to the newest
     */
    WindowHistory(int minutes) {
        this.minutes = minutes;
    }

    /**
     * Puts a window in the place of its previous record, and evicts windows that are too old.
     *
     * @throws IllegalArgumentException if its visitor sketch has another precision than the contract says
     */
    Change put(TrafficWindow window) {
        var decoded = DecodedWindow.of(window);
        if (window.window().start().isBefore(oldestKept())) {
            return Change.NONE;
        }
        var before = windows.put(window.window().start(), decoded);
        windows.headMap(oldestKept(), false).clear();
        if (before == null || !before.hasSameCounts(window)) {
            return Change.COUNT;
        }
        return before.totals().equals(window) ? Change.NONE : Change.NO_COUNT;
    }

    /** Removes a window; returns whether there was one. */
    boolean remove(Instant start) {
        return windows.remove(start) != null;
    }

    /** The windows of the minutes up to the newest that starts before {@code end}, oldest first. */
    List<DecodedWindow> before(Instant end) {
        var past = windows.headMap(end, false);
        return past.isEmpty()
                ? List.of()
                : List.copyOf(past.tailMap(firstMinute(past.lastKey())).values());
    }

    private Instant oldestKept() {
        return windows.isEmpty() ? Instant.MIN : firstMinute(windows.lastKey()).minus(RESERVE);
    }

    private Instant firstMinute(Instant newest) {
        return newest.truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(minutes - 1L));
    }
}
