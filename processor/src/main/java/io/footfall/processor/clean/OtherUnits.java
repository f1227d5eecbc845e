package io.footfall.processor.clean;

import java.util.regex.Pattern;

/**
 * Recognises times that were sent in another unit than milliseconds, most often in seconds: read in that unit, they are
 * between 2001 and 2286. As milliseconds they would be in 1970, or in no year that has four digits.
 */
final class OtherUnits {
    private static final Pattern NUMBER = Pattern.compile("\\s*(\\d{1,20}(?:\\.\\d{1,20})?(?:[eE]\\+?\\d{1,2})?)\\s*");
    private static final int MAX_LENGTH = 50;
    private static final double SECONDS = 1e9;
    private static final double MICROSECONDS = 1e15;
    private static final double NANOSECONDS = 1e18;

    private OtherUnits() {}

    /** Whether the number is a time in seconds. */
    static boolean isSeconds(long time) {
        return isTime((double) time, SECONDS);
    }

    /** Whether the text is a number, whole or not, that is a time in another unit. */
    static boolean isTime(String text) {
        var number = text.length() <= MAX_LENGTH ? NUMBER.matcher(text) : null;
        if (number == null || !number.matches()) {
            return false;
        }
        var time = Double.parseDouble(number.group(1));
        return isTime(time, SECONDS) || isTime(time, MICROSECONDS) || isTime(time, NANOSECONDS);
    }

    /** @param first September 9, 2001, 01:46:40 UTC in that unit */
    private static boolean isTime(double time, double first) {
        return time >= first && time < 10 * first;
    }
}
