package io.footfall.alerts.notify;

import io.footfall.events.text.SingleLine;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/** Result of one attempt to deliver a notification. Reasons are short, stable codes such as {@code http_500}. */
public sealed interface Outcome {
    /**
     * The receiver accepted the notification.
     *
     * @param detail a problem that did not prevent the delivery, one line for people, or null
     */
    record Delivered(String detail) implements Outcome {
        public Delivered() {
            this(null);
        }
    }

    /**
     * The attempt failed and is retried.
     *
     * @param detail one line for people, without secrets
     * @param retryAfter the delay that the receiver asks for, or zero
     * @param maxRetries retries of the same notification, if fewer than usual
     */
    record Failed(String reason, String detail, Duration retryAfter, int maxRetries) implements Outcome {
        private static final int MAX_DETAIL = 300;

        public Failed(String reason, String detail) {
            this(reason, detail, Duration.ZERO);
        }

        public Failed(String reason, String detail, Duration retryAfter) {
            this(reason, detail, retryAfter, Integer.MAX_VALUE);
        }

        /**
         * The outcome of an attempt that ended with an exception.
         *
         * @param timeout of the attempt
         */
        public static Failed of(Throwable exception, Duration timeout) {
            var cause = exception instanceof CompletionException && exception.getCause() != null
                    ? exception.getCause()
                    : exception;
            return cause instanceof TimeoutException
                    ? new Failed("timeout", "no answer within " + timeout.toMillis() + " ms")
                    : new Failed("error", SingleLine.of(cause.toString(), MAX_DETAIL));
        }
    }

    /** The receiver will never accept this notification. */
    record Refused(String reason, String detail) implements Outcome {}

    /** The receiver no longer exists. */
    record Gone(String reason, String detail) implements Outcome {}
}
