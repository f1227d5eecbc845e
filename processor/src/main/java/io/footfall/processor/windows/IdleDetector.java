package io.footfall.processor.windows;

import java.time.Duration;

/**
 * Detects that a partition has had no new click for a while, in wall-clock time. It reads the clock only when it is
 * asked, because that would cost too much for each click.
 */
final class IdleDetector {
    private final long timeout;
    private long activeAt;
    private boolean hasClick;

    /** @param now ms since the epoch: the timeout begins here */
    IdleDetector(Duration timeout, long now) {
        this.timeout = timeout.toMillis();
        this.activeAt = now;
    }

    void clickReceived() {
        hasClick = true;
    }

    /** @param now ms since the epoch */
    boolean isIdle(long now) {
        activeAt = hasClick ? now : activeAt;
        hasClick = false;
        return now - activeAt >= timeout;
    }
}
