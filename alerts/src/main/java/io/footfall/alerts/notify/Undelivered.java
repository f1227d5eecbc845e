package io.footfall.alerts.notify;

import java.time.Instant;

/**
 * A notification that was given up on.
 *
 * @param receiver who was not told
 * @param reason a short, stable code, such as {@code http_404}
 * @param detail one line for people, or null
 * @param attempts how often it was tried
 * @param givenUpAt wall clock
 * @param notice what the receiver was not told
 */
public record Undelivered(
        String receiver, String reason, String detail, int attempts, Instant givenUpAt, Notice notice) {}
