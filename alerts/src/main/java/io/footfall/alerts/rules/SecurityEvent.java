package io.footfall.alerts.rules;

import io.footfall.events.Click;
import io.footfall.events.PageViewWindow;
import io.footfall.events.TrafficWindow;
import io.footfall.events.requests.Request;
import java.time.Instant;

/** The input of the rules. */
public sealed interface SecurityEvent {
    /**
     * A click on a forbidden path.
     *
     * @param path the normalised path that made the click forbidden
     * @param pattern the configured pattern that the path matches
     * @param loggedAt when Kafka received it from ingest
     */
    record ForbiddenClick(Click click, String path, String pattern, Instant loggedAt) implements SecurityEvent {}

    /**
     * A request of an access log that may be a scanner's.
     *
     * @param visitor its id; empty if the access log has no address
     * @param reason {@code forbidden}, {@code probe} or {@code not-found}; others are for newer versions
     * @param path the path that makes it suspicious
     * @param isBot whether it gives the name of a bot
     * @param loggedAt when Kafka received it from ingest
     */
    record SuspiciousRequest(
            String visitor, Request request, String reason, String path, boolean isBot, Instant loggedAt)
            implements SecurityEvent {}

    /**
     * The newest totals of a 30 s window.
     *
     * @param writtenAt Kafka's timestamp of the record
     */
    record PageViewUpdate(PageViewWindow window, Instant writtenAt) implements SecurityEvent {
        boolean isFromTheFuture() {
            return window.window().start().isAfter(writtenAt);
        }
    }

    /**
     * The newest totals of a 10 s window of the market's clicks.
     *
     * @param writtenAt Kafka's timestamp of the record
     */
    record TrafficUpdate(TrafficWindow window, Instant writtenAt) implements SecurityEvent {
        boolean isFromTheFuture() {
            return window.window().start().isAfter(writtenAt);
        }
    }
}
