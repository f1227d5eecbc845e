package io.footfall.testing;

import java.time.Duration;

/**
 * How long tests wait for what must happen but has no deadline of its own. The wait ends as soon as it has happened, so
 * that its limit costs time only where a test fails; it is long enough for a machine with ten times as much to do.
 */
public final class Patience {
    public static final Duration PATIENCE = Duration.ofMinutes(5);

    private Patience() {}
}
