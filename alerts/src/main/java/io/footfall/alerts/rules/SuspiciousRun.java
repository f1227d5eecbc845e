package io.footfall.alerts.rules;

import io.footfall.events.Window;
import java.time.Instant;

/**
 * Suspicious windows in a row. A single ordinary window does not interrupt it.
 *
 * @param first start of the first window
 * @param last start of the newest window
 * @param windows how many
 * @param earlierClicks clicks in all but the newest window
 * @param newestClicks clicks in the newest window
 */
record SuspiciousRun(Instant first, Instant last, int windows, long earlierClicks, long newestClicks) {
    static final SuspiciousRun NONE = new SuspiciousRun(Instant.MIN, Instant.MIN, 0, 0, 0);

    /** With the newest totals of a window; a window that is too late for this run starts a new one. */
    SuspiciousRun with(Instant start, long clicks) {
        if (start.equals(last)) {
            return new SuspiciousRun(first, last, windows, earlierClicks, clicks);
        }
        return includes(start)
                ? new SuspiciousRun(first, start, windows + 1, earlierClicks + newestClicks, clicks)
                : new SuspiciousRun(start, start, 1, 0, clicks);
    }

    boolean includes(Instant start) {
        return windows > 0 && start.isBefore(last.plus(Window.FLAGGED.multipliedBy(3)));
    }

    long clicks() {
        return earlierClicks + newestClicks;
    }
}
