package io.footfall.alerts.notify;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * How far it is with telling one receiver of a notice.
 *
 * @param status pending, delivered, or given up
 * @param nextAt when it is tried next; absent unless it is pending
 * @param tries attempts since it was begun, or begun again by hand
 * @param attempts the newest of all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Delivery(Status status, Instant nextAt, int tries, List<Attempt> attempts) {
    private static final int MOST_ATTEMPTS = 30;

    public enum Status {
        PENDING,
        DELIVERED,
        GIVEN_UP
    }

    public Delivery {
        attempts = attempts == null ? List.of() : List.copyOf(attempts);
    }

    /** To be tried at once. */
    static Delivery begin(Instant now) {
        return new Delivery(Status.PENDING, now, 0, List.of());
    }

    Delivery again(Instant now) {
        return new Delivery(Status.PENDING, now, 0, attempts);
    }

    Delivery later(Attempt attempt, Instant next) {
        return new Delivery(Status.PENDING, next, tries + 1, with(attempt));
    }

    /** Before its time, which it keeps: nothing is given up on for having been tried more often. */
    Delivery triedEarly(Attempt attempt) {
        return new Delivery(Status.PENDING, nextAt, tries, with(attempt));
    }

    Delivery ended(Status how, Attempt attempt) {
        return new Delivery(how, null, tries + 1, with(attempt));
    }

    boolean isPending() {
        return status == Status.PENDING;
    }

    /** Whether it has been tried since then. */
    boolean isTriedSince(Instant moment) {
        return !attempts.isEmpty() && !attempts.get(attempts.size() - 1).at().isBefore(moment);
    }

    private List<Attempt> with(Attempt attempt) {
        return Stream.concat(
                        attempts.stream().skip(Math.max(0, attempts.size() + 1 - MOST_ATTEMPTS)), Stream.of(attempt))
                .toList();
    }
}
