package io.footfall.dashboard.stream;

import io.footfall.events.UpdateCycle;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Decides when the next update is published: at once after a change, but at most once per interval. Updates without a
 * change, for what changes with time only, are seldom, so that they do not delay a change.
 *
 * <p>Changes come in regular cycles. One that comes just after an update belongs to the next cycle: it waits for a
 * slightly longer interval, so that the changes of that cycle are published with it.
 */
public final class UpdateThrottle {
    private static final long CALM = TimeUnit.SECONDS.toNanos(2);

    private final long interval;
    private final long calmInterval;
    private final long cycle;

    private long publishedAt;
    private long publishedChanges;
    private boolean waitsForCycle;
    private long seenChanges;

    /**
     * @param interval least time between two updates
     * @param nanos the time now, of a monotonic clock
     */
    public UpdateThrottle(Duration interval, long nanos) {
        this.interval = interval.toNanos();
        this.calmInterval = Math.max(CALM, 2 * this.interval);
        this.cycle = UpdateCycle.of(interval).toNanos();
        this.publishedAt = nanos - this.interval;
    }

    /**
     * How long to wait for the next update, unless there is a change before; if not at all, the caller must publish it.
     *
     * @param changes how many changes there have been so far
     * @param nanos the time now
     */
    public Duration untilDue(long changes, long nanos) {
        var elapsed = nanos - publishedAt;
        if (seenChanges == publishedChanges && changes != publishedChanges) {
            waitsForCycle = elapsed < interval / 2;
        }
        seenChanges = changes;
        var wait = changes == publishedChanges ? calmInterval : waitsForCycle ? cycle : interval;
        if (elapsed < wait) {
            return Duration.ofNanos(wait - elapsed);
        }
        publishedAt = nanos;
        publishedChanges = changes;
        return Duration.ZERO;
    }
}
