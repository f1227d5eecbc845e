package io.footfall.ingest;

import java.time.Duration;

/**
 * A request whose clicks are not accepted. The message goes to the client. None of the clicks has been written to
 * Kafka, unless the reason says otherwise.
 */
public final class RejectedRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why, as a status code; also a label of a metric. */
    public enum Reason {
        MALFORMED(400),
        /** Neither a network nor a token that may send access logs. */
        TOKEN(401),
        /** Not in a network that may send access logs. */
        SENDER(403),
        /** The page's site is not allowed. */
        SITE(403),
        /** The request took longer to arrive than {@code request-timeout}. */
        SLOW(408),
        /** Larger than a limit. If it is Kafka's, other clicks of the array may have been written nevertheless. */
        TOO_LARGE(413),
        /** The content encoding is not supported. */
        ENCODING(415),
        /** The client sends more than its rate. */
        RATE(429),
        /** The client has too many connections already. */
        CONNECTIONS(429),
        /** Some of the clicks may have been written nevertheless. */
        UNAVAILABLE(503),
        /** The client closed the connection before its body was complete. */
        ABORTED(400);

        final int status;

        Reason(int status) {
            this.status = status;
        }
    }

    private final Reason reason;
    private final Duration retryAfter;

    public RejectedRequest(Reason reason, String message) {
        this(reason, message, Duration.ZERO);
    }

    /**
     * A rejection that is temporary.
     *
     * @param retryAfter after which a retry may succeed; zero if none will
     */
    public RejectedRequest(Reason reason, String message, Duration retryAfter) {
        super(message, null, false, false);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    public Reason reason() {
        return reason;
    }

    Duration retryAfter() {
        return retryAfter;
    }
}
