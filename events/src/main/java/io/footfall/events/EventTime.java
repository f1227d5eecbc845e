package io.footfall.events;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Formats event time as all topics write it: ISO-8601, UTC, always three decimals. */
public final class EventTime {
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final long DAY = Duration.ofDays(1).toMillis();
    /** The last millisecond of the year 9999: beyond it years have more than four digits. */
    private static final long LAST_OF_FOUR_DIGITS = 253_402_300_799_999L;

    /** Number of characters that {@link #write} writes. */
    public static final int LENGTH = 24;

    private EventTime() {}

    /** For example {@code 2018-01-13T05:04:04.345Z}. */
    public static String format(Instant time) {
        return format(time.toEpochMilli());
    }

    /** Formats milliseconds since the epoch; by hand for the usual years, because this runs for every click. */
    public static String format(long epochMillis) {
        if (epochMillis < 0 || epochMillis > LAST_OF_FOUR_DIGITS) {
            return MILLISECONDS.format(Instant.ofEpochMilli(epochMillis));
        }
        var text = new byte[LENGTH];
        write(epochMillis, text, 0);
        return new String(text, ISO_8859_1);
    }

    /** Writes the time as ASCII into an array; only for years of four digits. */
    public static void write(long epochMillis, byte[] text, int at) {
        var date = LocalDate.ofEpochDay(epochMillis / DAY);
        var millis = (int) (epochMillis % DAY);
        digits(text, at, 4, date.getYear(), '-');
        digits(text, at + 5, 2, date.getMonthValue(), '-');
        digits(text, at + 8, 2, date.getDayOfMonth(), 'T');
        digits(text, at + 11, 2, millis / 3_600_000, ':');
        digits(text, at + 14, 2, millis / 60_000 % 60, ':');
        digits(text, at + 17, 2, millis / 1_000 % 60, '.');
        digits(text, at + 20, 3, millis % 1_000, 'Z');
    }

    private static void digits(byte[] text, int begin, int count, int number, char after) {
        var rest = number;
        for (var index = begin + count - 1; index >= begin; index--) {
            text[index] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        text[begin + count] = (byte) after;
    }
}
