package io.footfall.alerts.notify;

import java.time.Duration;

/** What came of one attempt to tell a receiver. Reasons are short, stable codes such as {@code http_500}. */
public sealed interface Outcome {
    /**
     * The receiver has taken it.
     *
     * @param detail what was wrong all the same, one line for people, or null
     */
    record Delivered(String detail) implements Outcome {
        public Delivered() {
            this(null);
        }
    }

    /**
     * Not this time.
     *
     * @param detail one line for people; no secrets
     * @param retryAfter what the receiver asks for; zero if it asks for nothing
     */
    record Failed(String reason, String detail, Duration retryAfter) implements Outcome {
        public Failed(String reason, String detail) {
            this(reason, detail, Duration.ZERO);
        }
    }

    /** The receiver will never take this one. */
    record Refused(String reason, String detail) implements Outcome {}

    /** The receiver is not there any more, and wants nothing more. */
    record Gone(String reason, String detail) implements Outcome {}
}
