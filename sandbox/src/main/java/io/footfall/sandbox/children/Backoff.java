package io.footfall.sandbox.children;

import java.time.Duration;

/** How long to wait before a child that ended is started again: twice as long each time, until it holds. */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration HOLDS = Duration.ofSeconds(60);

    private Duration next = FIRST;

    Duration after(Duration lifetime) {
        if (lifetime.compareTo(HOLDS) >= 0) {
            next = FIRST;
        }
        var wait = next;
        next = next.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : next.multipliedBy(2);
        return wait;
    }
}
