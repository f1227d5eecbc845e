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
    /** How often partitions tell what has changed: twice as often, so that a record is not two updates old. */
    Duration partialUpdate() {
        return update.dividedBy(2);
    }

    /** How often the merge looks whether a record is due. */
    Duration mergedUpdate() {
        return update.dividedBy(4);
    }
}
