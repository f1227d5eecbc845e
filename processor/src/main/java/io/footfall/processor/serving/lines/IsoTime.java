package io.footfall.processor.serving.lines;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.footfall.events.EventTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;

/** Reads event times as topics have them, such as {@code 2018-01-13T05:04:04.345Z}. Not thread-safe. */
final class IsoTime {
    /** What {@link #read} returns for any other form. */
    static final long NOT_PLAIN = -1;

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final byte[] FORM = "0000-00-00T00:00:00.000Z".getBytes(US_ASCII);

    private int date = -1;
    private long dateMillis;

    /** Milliseconds since the epoch, or {@link #NOT_PLAIN}. */
    long read(byte[] text, int begin, int end) {
        if (end - begin != EventTime.LENGTH || !hasForm(text, begin)) {
            return NOT_PLAIN;
        }
        var hour = number(text, begin + 11, 2);
        var minute = number(text, begin + 14, 2);
        var second = number(text, begin + 17, 2);
        if (hour > 23 || minute > 59 || second > 59 || !readDate(text, begin)) {
            return NOT_PLAIN;
        }
        return dateMillis + ((hour * 60 + minute) * 60 + second) * 1_000L + number(text, begin + 20, 3);
    }

    private static boolean hasForm(byte[] text, int begin) {
        for (var index = 0; index < FORM.length; index++) {
            var found = text[begin + index];
            if (FORM[index] == '0' ? found < '0' || found > '9' : found != FORM[index]) {
                return false;
            }
        }
        return true;
    }

    /** Most times are of the same day as the one before. */
    private boolean readDate(byte[] text, int begin) {
        var year = number(text, begin, 4);
        var month = number(text, begin + 5, 2);
        var day = number(text, begin + 8, 2);
        var found = (year * 100 + month) * 100 + day;
        if (found != date) {
            try {
                dateMillis = LocalDate.of(year, month, day).toEpochDay() * DAY;
            } catch (DateTimeException e) {
                return false;
            }
            date = found;
        }
        return dateMillis >= 0;
    }

    private static int number(byte[] text, int begin, int digits) {
        var number = 0;
        for (var index = begin; index < begin + digits; index++) {
            number = number * 10 + (text[index] - '0');
        }
        return number;
    }
}
