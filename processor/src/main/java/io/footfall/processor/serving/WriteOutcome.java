package io.footfall.processor.serving;

import java.time.Duration;

/** InfluxDB's response to a batch of points. */
sealed interface WriteOutcome {
    /** All points are stored. */
    record Stored() implements WriteOutcome {}

    /** At least one point will never be stored, for the reason that InfluxDB gave. */
    record Refused(String reason) implements WriteOutcome {}

    /**
     * It is not known whether the points are stored: the same batch has to be sent again.
     *
     * @param retryAfter how long InfluxDB has asked to wait, zero if it has not
     */
    record Unavailable(String reason, Duration retryAfter) implements WriteOutcome {}
}
