package io.footfall.processor.windows;

import java.time.Duration;
import java.util.Optional;

/**
 * That something has changed, and the wall clock, in; when it is to be told out: when what changes
 * at the same time has had the time to come, and not too often. What comes just after that has
 * missed its round and waits for the next one: told as soon as it may, it would have that wait.
 */
final class Settling {
    private final long settle;
    private final long least;
    private final long round;
    private boolean isPending;
    private long toldAt = Long.MIN_VALUE / 2;

    /**
     * @param settle how long the rest is waited for
     * @param least time from one telling to the next
     * @param round how often most of it comes, which is a little less often
     */
    Settling(Duration settle, Duration least, Duration round) {
        this.settle = settle.toMillis();
        this.least = least.toMillis();
        this.round = round.toMillis();
    }

    /** How long it is to wait; nothing if others wait already, with which it will be told. */
    Optional<Duration> changed(long now) {
        if (isPending) {
            return Optional.empty();
        }
        isPending = true;
        var pause = now - toldAt < least / 2 ? round : least;
        return Optional.of(Duration.ofMillis(Math.max(settle, toldAt + pause - now)));
    }

    void told(long now) {
        isPending = false;
        toldAt = now;
    }
}
