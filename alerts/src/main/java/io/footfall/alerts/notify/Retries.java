package io.footfall.alerts.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.DoubleSupplier;

/** A delivery and what came of an attempt in; the delivery as it goes on out. */
public final class Retries {
    private static final Duration LONGEST_ASKED_FOR = Duration.ofHours(24);
    /** Receivers that come back are not to be met by everybody at once. */
    private static final double JITTER = 0.2;

    private final List<Duration> pauses;
    private final DoubleSupplier random;

    /**
     * Tries once, and once more after each pause.
     *
     * @param pauses after the first attempt, the second, …
     * @param random 0 to 1
     */
    public Retries(List<Duration> pauses, DoubleSupplier random) {
        this.pauses = List.copyOf(pauses);
        this.random = random;
    }

    Delivery next(Delivery delivery, Attempt attempt, Outcome outcome, Instant now) {
        if (outcome instanceof Outcome.Delivered) {
            return delivery.ended(Delivery.Status.DELIVERED, attempt);
        }
        if (outcome instanceof Outcome.Failed failed && delivery.tries() < pauses.size()) {
            return delivery.later(attempt, now.plus(pause(delivery.tries(), failed.retryAfter())));
        }
        return delivery.ended(Delivery.Status.GIVEN_UP, attempt);
    }

    private Duration pause(int tries, Duration askedFor) {
        var millis = pauses.get(tries).toMillis() * (1 - JITTER + 2 * JITTER * random.getAsDouble());
        var asked = Math.min(askedFor.toMillis(), LONGEST_ASKED_FOR.toMillis());
        return Duration.ofMillis(Math.max(Math.round(millis), asked));
    }
}
