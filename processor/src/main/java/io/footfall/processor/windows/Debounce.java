package io.footfall.processor.windows;

import java.time.Duration;
import java.util.Optional;

/**
 * Debounces publication: the first change schedules it, later ones are published with it. A change that has just missed a
 * publication waits for the next interval of its sources, not only for the shortest allowed interval: otherwise the
 * next changes of the sources would just miss every publication too.
 */
final class Debounce {
    private final long delay;
    private final long minInterval;
    private final long sourceInterval;
    private boolean isPending;
    private long publishedAt = Long.MIN_VALUE / 2;

    /**
     * Creates one that has not published yet.
     *
     * @param delay from the first change to the publication, in which other changes may arrive
     * @param minInterval shortest time between two publications
     * @param sourceInterval how often the sources of changes publish; a little longer than {@code minInterval}
     */
    Debounce(Duration delay, Duration minInterval, Duration sourceInterval) {
        this.delay = delay.toMillis();
        this.minInterval = minInterval.toMillis();
        this.sourceInterval = sourceInterval.toMillis();
    }

    /** Notes a change, and returns after how long to publish it; empty if a publication is scheduled already. */
    Optional<Duration> changed(long now) {
        if (isPending) {
            return Optional.empty();
        }
        isPending = true;
        var interval = now - publishedAt < minInterval / 2 ? sourceInterval : minInterval;
        return Optional.of(Duration.ofMillis(Math.max(delay, publishedAt + interval - now)));
    }

    void published(long now) {
        isPending = false;
        publishedAt = now;
    }
}
