package io.footfall.alerts.notify;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One attempt to deliver a notification to a receiver.
 *
 * @param at when it started
 * @param millis how long it took
 * @param outcome {@code delivered}, or a short, stable reason why not
 * @param detail one line for people, or null
 */
public record Attempt(
        Instant at,
        long millis,
        String outcome,
        @Schema(nullable = true) String detail) {
    public static final String DELIVERED = "delivered";

    public static Attempt of(Instant at, long millis, Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            return new Attempt(at, millis, failed.reason(), failed.detail());
        }
        if (outcome instanceof Outcome.Refused refused) {
            return new Attempt(at, millis, refused.reason(), refused.detail());
        }
        if (outcome instanceof Outcome.Gone gone) {
            return new Attempt(at, millis, gone.reason(), gone.detail());
        }
        return new Attempt(at, millis, DELIVERED, ((Outcome.Delivered) outcome).detail());
    }
}
