package io.footfall.alerts.notify;

import io.footfall.alerts.rules.PlainLine;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/** What an attempt has thrown in; an outcome out: it may pass. */
final class Failures {
    private static final int LONGEST_DETAIL = 300;

    private Failures() {}

    static Outcome outcome(Throwable failure, Duration timeout) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof TimeoutException
                ? new Outcome.Failed("timeout", "no answer within " + timeout.toMillis() + " ms")
                : new Outcome.Failed("error", PlainLine.of(cause.toString(), LONGEST_DETAIL));
    }
}
