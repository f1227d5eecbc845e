package io.footfall.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;

/** A tumbling event-time window: {@code start} belongs to it, {@code end} does not. */
public record Window(Instant start, Instant end) {
    /** Length of the windows of {@code clicks-calculated-ddos}. */
    public static final Duration FLAGGED = Duration.ofSeconds(30);
    /** Length of the windows of {@code clicks-calculated-traffic}. */
    public static final Duration TRAFFIC = Duration.ofSeconds(10);

    /** The window of the given length that begins at {@code startMillis}. */
    public static Window starting(long startMillis, Duration length) {
        var start = Instant.ofEpochMilli(startMillis);
        return new Window(start, start.plus(length));
    }

    /** The record key of the window's totals. */
    @JsonIgnore
    public String key() {
        return EventTime.format(start);
    }
}
