package io.footfall.alerts.notify.delivery;

import io.footfall.alerts.notify.Attempt;
import io.footfall.alerts.notify.Delivery;
import io.footfall.alerts.notify.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.DoubleSupplier;

/** Decides after an attempt whether, and when, a delivery is retried. */
public final class Retries {
    private static final Duration MAX_RETRY_AFTER = Duration.ofHours(24);
    /** Spreads the retries, so that a receiver that recovers does not get all of them at once. */
    private static final double JITTER = 0.2;

    private final List<Duration> backoff;
    private final DoubleSupplier random;

    /**
     * Retries once for each delay.
     *
     * @param backoff delay after the first failed attempt, the second, and so on
     * @param random 0 to 1
     */
    public Retries(List<Duration> backoff, DoubleSupplier random) {
        this.backoff = List.copyOf(backoff);
        this.random = random;
    }

    /** The delivery after an attempt. */
    Delivery next(Delivery delivery, Attempt attempt, Outcome outcome, Instant now) {
        if (outcome instanceof Outcome.Delivered) {
            return delivery.ended(Delivery.Status.DELIVERED, attempt);
        }
        if (outcome instanceof Outcome.Failed failed
                && delivery.tries() < Math.min(backoff.size(), failed.maxRetries())) {
            return delivery.retriedAt(now.plus(delay(delivery.tries(), failed.retryAfter())), attempt);
        }
        return delivery.ended(Delivery.Status.GIVEN_UP, attempt);
    }

    private Duration delay(int tries, Duration retryAfter) {
        var millis = backoff.get(tries).toMillis() * (1 - JITTER + 2 * JITTER * random.getAsDouble());
        var requested = Math.min(retryAfter.toMillis(), MAX_RETRY_AFTER.toMillis());
        return Duration.ofMillis(Math.max(Math.round(millis), requested));
    }
}
