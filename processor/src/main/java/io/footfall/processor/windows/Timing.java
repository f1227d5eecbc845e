package io.footfall.processor.windows;

import io.footfall.events.UpdateCycle;
import java.time.Duration;

/**
 * When windows close and how often their totals are published.
 *
 * @param grace how long after its end, in event time, a window still counts clicks
 * @param idleTimeout how long a partition may have no new clicks, in wall-clock time, before windows close without it
 * @param updateInterval shortest time between two records of a window that is still open
 */
public record Timing(Duration grace, Duration idleTimeout, Duration updateInterval) {
    private static final Duration FRESH = Duration.ofSeconds(10);

    /**
     * Delay before a partition publishes its changes. All partitions publish on the same grid, which is a little wider
     * than the update interval of the merge, so that the merge never has to hold back their changes. After a pause a
     * partition does not wait for the grid.
     *
     * @param now ms since the epoch
     * @param publishedAt when the partition last published, ms since the epoch
     */
    Duration untilPublished(long now, long publishedAt) {
        var grid = grid().toMillis();
        return now - publishedAt < grid ? Duration.ofMillis(grid - Math.floorMod(now, grid)) : debounceDelay();
    }

    /** Debounces the records of merged windows, which are all published together. */
    Debounce mergedUpdate() {
        return new Debounce(debounceDelay(), updateInterval, grid());
    }

    /** How often partitions publish: 1.1 s with the default settings. */
    private Duration grid() {
        return UpdateCycle.of(updateInterval);
    }

    private Duration debounceDelay() {
        return updateInterval.dividedBy(20);
    }

    /** Longest time that fresh results wait for a commit, after which others see them. */
    public Duration commitInterval() {
        return updateInterval.dividedBy(5);
    }

    /**
     * Whether results of that time are fresh, and are to be committed early. A processor that is catching up commits
     * at the longer interval of Kafka Streams only, because a commit costs as much as hundreds of clicks.
     *
     * @param time ms since the epoch
     * @param now ms since the epoch
     */
    public boolean isFresh(long time, long now) {
        return now - time < grace.plus(FRESH).toMillis();
    }

    /** How often a partition checks whether it is idle or has expired windows. */
    Duration idleCheckInterval() {
        return updateInterval.dividedBy(2);
    }

    /** How often the merge checks whether windows have become final. */
    Duration finalCheckInterval() {
        return updateInterval.dividedBy(4);
    }
}
