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
    private static final Duration FRESH = Duration.ofSeconds(10);

    /**
     * How long what a partition has just changed waits: until the next time that all partitions tell,
     * or, after a pause, until its like has had the time to come. They tell a little less often than the
     * merge and its readers may pass on: so these soon have nothing to wait for, whenever they began.
     *
     * @param now ms since the epoch
     * @param toldAt when the partition last told, likewise
     */
    Duration untilTold(long now, long toldAt) {
        var every = round().toMillis();
        return now - toldAt < every ? Duration.ofMillis(every - Math.floorMod(now, every)) : settle();
    }

    /** When the records of open windows are replaced: all together, when what partitions have told is there. */
    Settling mergedUpdate() {
        return new Settling(settle(), update, round());
    }

    private Duration round() {
        return update.multipliedBy(11).dividedBy(10);
    }

    private Duration settle() {
        return update.dividedBy(20);
    }

    /** How long at most what is fresh waits to be committed, which is when others see it. */
    public Duration commit() {
        return update.dividedBy(5);
    }

    /**
     * Whether somebody may wait for what happened then. Who catches up leaves commits to the longer interval of
     * Kafka Streams: each costs as much as hundreds of clicks.
     *
     * @param time ms since the epoch
     * @param now likewise
     */
    public boolean isFresh(long time, long now) {
        return now - time < grace.plus(FRESH).toMillis();
    }

    /** How often it is looked whether time has passed without clicks. */
    Duration look() {
        return update.dividedBy(2);
    }

    /** How often it is looked whether a window has become final. */
    Duration lookForFinal() {
        return update.dividedBy(4);
    }
}
