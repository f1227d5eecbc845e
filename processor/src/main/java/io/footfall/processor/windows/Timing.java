package io.footfall.processor.windows;

import java.time.Duration;

/**
 * When windows close and how often their totals are told.
 *
 * @param grace how long after its end, in event time, a window still takes clicks
 * @param idle how long a partition may bring no click, in wall-clock time, before windows close without it
 * @param update how often at most the record of an open window is replaced
 */
public record Timing(Duration grace, Duration idle, Duration update) {
    /** When partitions tell what has changed: all at the same time. */
    Beat partialBeat() {
        return new Beat(update, Duration.ZERO);
    }

    /** When the records of open windows are replaced: all together, when what partitions have told is there. */
    Settling mergedUpdate() {
        return new Settling(update.dividedBy(20), update);
    }

    /** How often the clock is looked at for a beat. */
    Duration tick() {
        return update.dividedBy(20);
    }
}
