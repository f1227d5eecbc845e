package io.footfall.events;

import java.time.Duration;

/**
 * The cycle in which the processor publishes changes and the dashboard passes them on. It is a little longer than the
 * shortest interval between two updates, so that no stage has to hold back what another one has just published.
 */
public final class UpdateCycle {
    private UpdateCycle() {}

    /** The cycle for this update interval: 300 ms for the default of 250 ms. */
    public static Duration of(Duration updateInterval) {
        return updateInterval.multipliedBy(6).dividedBy(5);
    }
}
