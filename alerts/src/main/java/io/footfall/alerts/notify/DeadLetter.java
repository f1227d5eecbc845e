package io.footfall.alerts.notify;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * A notification that was not delivered to a receiver and is not retried any more.
 *
 * @param receiver name of the receiver
 * @param reason a short, stable code, such as {@code http_404}
 * @param detail one line for people, or null
 * @param attempts how many were made
 * @param givenUpAt wall-clock time
 * @param notification as it was then
 */
public record DeadLetter(
        String receiver,
        String reason,
        String detail,
        int attempts,
        Instant givenUpAt,
        @JsonProperty("notice") Notification notification) {}
