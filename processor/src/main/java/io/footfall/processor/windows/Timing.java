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
    private static final Duration MAX_BUSY_COMMIT = Duration.ofMillis(200);
    private static final Duration MAX_QUIET_COMMIT = Duration.ofMillis(300);
    private static final Duration IDLE_CHECK = Duration.ofMillis(500);
    private static final Duration FINAL_CHECK = Duration.ofMillis(250);
    private static final Duration PAGE_VIEWS_UPDATE = Duration.ofSeconds(1);
    private static final Duration OLDER_WINDOWS = Duration.ofSeconds(1);
    /** Transactions of several replicas that commit on one grid end within this time. */
    private static final Duration LEAST_DEBOUNCE = Duration.ofMillis(40);

    /** Windows of page views: rules use them, and nobody watches them change. */
    public Timing ofPageViews() {
        return new Timing(
                grace,
                idleTimeout,
                updateInterval.compareTo(PAGE_VIEWS_UPDATE) < 0 ? PAGE_VIEWS_UPDATE : updateInterval);
    }

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

    /** Least time between two publications of all changed windows of a partition; the newest one is published more often. */
    Duration olderWindowsInterval() {
        return OLDER_WINDOWS;
    }

    /** Debounces the records of merged windows, which are all published together. */
    Debounce mergedUpdate() {
        return new Debounce(debounceDelay(), updateInterval, grid());
    }

    /** How often partitions publish: 300 ms with the default settings. */
    private Duration grid() {
        return UpdateCycle.of(updateInterval);
    }

    private Duration debounceDelay() {
        var delay = updateInterval.dividedBy(20);
        return delay.compareTo(LEAST_DEBOUNCE) < 0 ? LEAST_DEBOUNCE : delay;
    }

    /**
     * Time until fresh results are committed, after which others see them. All partitions commit on the same grid, in one
     * transaction; partial totals are published on a multiple of it. A commit costs as much for one click as for a hundred,
     * so where clicks are few there are fewer commits.
     *
     * @param now ms since the epoch
     * @param isSoon whether there are many results
     */
    Duration untilCommit(long now, boolean isSoon) {
        var interval = isSoon ? min(grid().dividedBy(3), MAX_BUSY_COMMIT) : min(grid(), MAX_QUIET_COMMIT);
        var grid = interval.toMillis();
        return Duration.ofMillis(grid - Math.floorMod(now, grid));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
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
        return IDLE_CHECK;
    }

    /** Debounces the check whether windows have become final, some time after a message. */
    Debounce finalCheck() {
        return new Debounce(FINAL_CHECK, Duration.ZERO, Duration.ZERO);
    }
}
