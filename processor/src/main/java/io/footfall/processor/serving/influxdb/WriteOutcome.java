package io.footfall.processor.serving.influxdb;

import java.time.Duration;
import java.util.OptionalInt;

/** What became of a batch of points. */
sealed interface WriteOutcome {
    /** All points are stored. */
    record Stored() implements WriteOutcome {}

    /**
     * InfluxDB refuses at least one point, for the reason that it gave.
     *
     * @param dropped how many points InfluxDB refuses, having stored all others; empty if it has not said so
     * @param isTooOld whether these points are older than the bucket keeps, which no waiting changes
     */
    record Refused(String reason, OptionalInt dropped, boolean isTooOld) implements WriteOutcome {}

    /**
     * It is not known whether the points are stored: the same batch has to be sent again.
     *
     * @param retryAfter how long InfluxDB has asked to wait, zero if it has not
     */
    record Unavailable(String reason, Duration retryAfter) implements WriteOutcome {}
}
