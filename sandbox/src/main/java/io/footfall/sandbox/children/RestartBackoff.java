package io.footfall.sandbox.children;

import java.time.Duration;

/** Delay before a failed child is started again: doubles each time, and starts over after a long enough run. */
final class RestartBackoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration MAX = Duration.ofSeconds(30);
    private static final Duration STABLE = Duration.ofSeconds(60);

    private Duration next = FIRST;

    Duration after(Duration lifetime) {
        if (lifetime.compareTo(STABLE) >= 0) {
            next = FIRST;
        }
        var delay = next;
        next = next.multipliedBy(2).compareTo(MAX) > 0 ? MAX : next.multipliedBy(2);
        return delay;
    }
}
