package io.footfall.alerts.notify;

import io.footfall.events.Alert;
import java.time.Instant;

/**
 * A notification that was given up on.
 *
 * @param receiver who was not told
 * @param reason a short, stable code
 * @param detail one line for people
 * @param attempts how often it was tried
 * @param givenUpAt wall clock
 * @param alert what the receiver was not told
 */
public record Undelivered(
        String receiver, String reason, String detail, int attempts, Instant givenUpAt, Alert alert) {}
