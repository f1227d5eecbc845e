package io.footfall.ingest;

import java.time.Duration;

/** Why a request's clicks were not taken, in words for its sender; nothing of it is in the log, unless said otherwise. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The reason as answered and as counted. */
    enum Reason {
        MALFORMED(400),
        SITE(403),
        /** The request took longer to arrive than a request may take. */
        SLOW(408),
        TOO_LARGE(413),
        ENCODING(415),
        RATE(429),
        /** Some of the clicks may be in the log all the same. */
        UNAVAILABLE(503),
        /** The sender went away before its body was whole. */
        ABORTED(400);

        final int status;

        Reason(int status) {
            this.status = status;
        }
    }

    private final Reason reason;
    private final Duration retryAfter;

    Refused(Reason reason, String message) {
        this(reason, message, Duration.ZERO);
    }

    /**
     * A refusal that ends.
     *
     * @param retryAfter when to come again; zero where that would be in vain
     */
    Refused(Reason reason, String message, Duration retryAfter) {
        super(message, null, false, false);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    Reason reason() {
        return reason;
    }

    Duration retryAfter() {
        return retryAfter;
    }
}
