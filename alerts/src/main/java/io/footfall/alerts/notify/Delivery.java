package io.footfall.alerts.notify;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Progress of delivering a notification to one receiver.
 *
 * @param status pending, delivered, or given up
 * @param nextAt when the next attempt is due; absent unless pending
 * @param tries attempts since it was started or restarted
 * @param attempts the newest ones, oldest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Delivery(Status status, Instant nextAt, int tries, List<Attempt> attempts) {
    private static final int MAX_ATTEMPTS = 30;

    public enum Status {
        PENDING,
        DELIVERED,
        GIVEN_UP
    }

    public Delivery {
        attempts = attempts == null ? List.of() : List.copyOf(attempts);
    }

    /** A new delivery, due now. */
    public static Delivery start(Instant now) {
        return new Delivery(Status.PENDING, now, 0, List.of());
    }

    /** Due again now. */
    public Delivery restarted(Instant now) {
        return new Delivery(Status.PENDING, now, 0, attempts);
    }

    /** After an attempt that is retried. */
    public Delivery retriedAt(Instant next, Attempt attempt) {
        return new Delivery(Status.PENDING, next, tries + 1, with(attempt));
    }

    /** After a failed attempt before its time. It does not count: extra attempts must not use up the retries. */
    public Delivery retriedEarly(Attempt attempt) {
        return new Delivery(Status.PENDING, nextAt, tries, with(attempt));
    }

    /** After its last attempt. */
    public Delivery ended(Status endStatus, Attempt attempt) {
        return new Delivery(endStatus, null, tries + 1, with(attempt));
    }

    @JsonIgnore
    public boolean isPending() {
        return status == Status.PENDING;
    }

    public boolean isAttemptedSince(Instant time) {
        return !attempts.isEmpty() && !attempts.get(attempts.size() - 1).at().isBefore(time);
    }

    private List<Attempt> with(Attempt attempt) {
        return Stream.concat(
                        attempts.stream().skip(Math.max(0, attempts.size() + 1 - MAX_ATTEMPTS)), Stream.of(attempt))
                .toList();
    }
}
