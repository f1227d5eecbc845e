package io.footfall.events;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Event time as the topics write it: ISO-8601, UTC, always three decimals. */
public final class EventTime {
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private EventTime() {}

    /** For example {@code 2018-01-13T05:04:04.345Z}. */
    public static String format(Instant time) {
        return MILLISECONDS.format(time);
    }

    /** The same from milliseconds since the epoch. */
    public static String format(long epochMillis) {
        return format(Instant.ofEpochMilli(epochMillis));
    }
}
