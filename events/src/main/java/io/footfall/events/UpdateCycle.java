package io.footfall.events;

import java.time.Duration;

/**
 * The cycle in which the processor publishes changes and the dashboard passes them on. It is a little longer than the
 * shortest interval between two updates, so that no stage has to hold back what another one has just published.
 */
public final class UpdateCycle {
    private UpdateCycle() {}

    /** The cycle for this update interval: 1.1 s for the default of 1 s. */
    public static Duration of(Duration updateInterval) {
        return updateInterval.multipliedBy(11).dividedBy(10);
    }
}
