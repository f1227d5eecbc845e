package io.footfall.processor.serving.influxdb;

import java.time.Duration;
import java.util.Optional;

/** What became of a batch of points. */
sealed interface WriteOutcome {
    /** All points are stored. */
    record Stored() implements WriteOutcome {}

    /** InfluxDB drops points that are older than the bucket keeps, and has stored all others. */
    record Expired(int dropped, Optional<Duration> retention) implements WriteOutcome {}

    /** InfluxDB drops some points, for the reason that it gave, and has stored all others. */
    record Dropped(String reason, int dropped) implements WriteOutcome {}

    /** InfluxDB refuses the batch because of at least one point, for the reason that it gave. */
    record Refused(String reason) implements WriteOutcome {}

    /**
     * It is not known whether the points are stored: the same batch has to be sent again.
     *
     * @param retryAfter how long InfluxDB has asked to wait, zero if it has not
     */
    record Unavailable(String reason, Duration retryAfter) implements WriteOutcome {}
}
