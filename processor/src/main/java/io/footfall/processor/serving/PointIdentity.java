package io.footfall.processor.serving;

/**
 * Makes the time of a click's point unique below the millisecond, from partition and offset of the click. InfluxDB replaces
 * a point by another one with the same tags and time, so two clicks must not have the same time, and a click that is
 * written again must have its old one.
 *
 * <p>Each partition has its own lane of nanoseconds. So clicks of different partitions always differ; those of one
 * partition differ unless they are of the same millisecond and a multiple of {@link #distance} offsets apart.
 */
public final class PointIdentity {
    private static final int NANOS_PER_MILLI = 1_000_000;
    /** Up to this many partitions the times do not depend on how many there are: other versions have the same points. */
    private static final int LEAST_LANES = 40;
    /** With fewer offsets, clicks that arrive late may meet an earlier one of their millisecond. */
    private static final int ENOUGH = 10_000;

    private final int lanes;

    /** Creates the identity for this number of partitions of {@code clicks}. */
    public PointIdentity(int partitions) {
        var number = Math.max(partitions, LEAST_LANES);
        while (NANOS_PER_MILLI % number != 0) {
            number++;
        }
        lanes = number;
    }

    /** Offsets of a partition within which all clicks have points of their own. */
    public int distance() {
        return NANOS_PER_MILLI / lanes;
    }

    /** Whether that is enough for clicks that arrive late. */
    public boolean isSafe() {
        return distance() >= ENOUGH;
    }

    /**
     * The time of a point. Microseconds count first, for stores that cut times to them.
     *
     * @param eventTime ms since the epoch
     * @return ns since the epoch
     */
    long time(long eventTime, int partition, long offset) {
        var position = offset % distance() * lanes + partition % lanes;
        var microseconds = position % 1_000;
        var nanoseconds = position / 1_000;
        return eventTime * NANOS_PER_MILLI + microseconds * 1_000 + nanoseconds;
    }
}
