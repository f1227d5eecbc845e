package io.footfall.processor.serving;

import java.time.Duration;

/** What a time-series store has said to a batch of points. */
sealed interface WriteOutcome {
    /** All points are stored. */
    record Stored() implements WriteOutcome {}

    /** At least one point will never be taken, for the reason that the store gave. */
    record Refused(String why) implements WriteOutcome {}

    /**
     * Nothing can be said about the points: the same batch has to be sent again.
     *
     * @param retryAfter how long the store has asked to be left alone, zero if it has not
     */
    record Unavailable(String why, Duration retryAfter) implements WriteOutcome {}
}
