package io.footfall.alerts.notify;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.footfall.alerts.notify.Receipt.Failed;
import io.footfall.alerts.rules.PlainLine;
import io.footfall.events.Alert;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;

/** An alert and a receiver in; a receipt out after as many attempts as it takes, each bounded, pauses doubling. */
public final class Delivery {
    private static final int LONGEST_DETAIL = 300;

    private final Policy policy;
    private final DoubleSupplier random;
    private final Executor executor;

    /**
     * How hard to try.
     *
     * @param attempts tries at most
     * @param timeout of one try
     * @param firstPause between the first try and the second; each later one is twice as long
     * @param longestPause no pause is longer
     */
    public record Policy(int attempts, Duration timeout, Duration firstPause, Duration longestPause) {}

    /**
     * @param random 0 to 1, for jitter: receivers that come back are not met by everybody at once
     */
    public Delivery(Policy policy, DoubleSupplier random, Executor executor) {
        this.policy = policy;
        this.random = random;
        this.executor = executor;
    }

    int attempts() {
        return policy.attempts();
    }

    CompletionStage<Receipt> send(Receiver receiver, Alert alert) {
        return attempt(receiver, alert, 1);
    }

    /** One attempt, whatever comes of it. */
    CompletionStage<Receipt> sendOnce(Receiver receiver, Alert alert) {
        return CompletableFuture.completedFuture(alert)
                .thenCompose(receiver::send)
                .exceptionally(failure -> unexpected(receiver, failure))
                .completeOnTimeout(timedOut(receiver), policy.timeout().toMillis(), MILLISECONDS);
    }

    private CompletionStage<Receipt> attempt(Receiver receiver, Alert alert, int number) {
        return sendOnce(receiver, alert)
                .thenCompose(receipt -> receipt instanceof Failed && number < policy.attempts()
                        ? afterPause(number).thenCompose(paused -> attempt(receiver, alert, number + 1))
                        : CompletableFuture.completedStage(receipt));
    }

    private CompletableFuture<Void> afterPause(int number) {
        var later = CompletableFuture.delayedExecutor(pause(number).toMillis(), MILLISECONDS, executor);
        return CompletableFuture.runAsync(() -> {}, later);
    }

    /** Between half of the doubled pause and all of it. */
    Duration pause(int number) {
        var doubled = Math.scalb((double) policy.firstPause().toMillis(), number - 1);
        var longest = Math.min(doubled, (double) policy.longestPause().toMillis());
        return Duration.ofMillis(Math.round(longest * (0.5 + random.getAsDouble() / 2)));
    }

    private Receipt timedOut(Receiver receiver) {
        return new Failed(
                receiver.name() + ":timeout",
                "no answer within " + policy.timeout().toMillis() + " ms");
    }

    private static Receipt unexpected(Receiver receiver, Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return new Failed(receiver.name() + ":error", PlainLine.of(cause.toString(), LONGEST_DETAIL));
    }
}
