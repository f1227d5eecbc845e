package io.footfall.ingest.accesslog;

import java.time.LocalDate;

/**
 * Reads times as access logs write them: {@code 10/Oct/2000:13:55:36 -0700}, ISO 8601, or seconds or parts of them since
 * 1970. A time without a zone is UTC.
 */
final class LogTime {
    static final long UNREADABLE = Long.MIN_VALUE;

    private static final long LATEST = 253_402_300_799_999L;
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final int MONTH_LETTERS = 3;
    private static final long DAY_SECONDS = 86_400;
    /** Numbers from here on are not seconds, but milliseconds, and so on: each a thousand times as much. */
    private static final double FIRST_MILLISECONDS = 1e11;

    private static final double FIRST_BEYOND_NANOSECONDS = 1e20;

    private final byte[] text;
    private final int end;
    private int at;
    private boolean isValid = true;

    private LogTime(byte[] text, int begin, int end) {
        this.text = text;
        this.at = begin;
        this.end = end;
    }

    /** Milliseconds since 1970, or {@link #UNREADABLE}. */
    static long parse(byte[] text, int begin, int end) {
        var isInBrackets = end - begin > 2 && text[begin] == '[' && text[end - 1] == ']';
        return new LogTime(text, isInBrackets ? begin + 1 : begin, isInBrackets ? end - 1 : end).parse();
    }

    private long parse() {
        var length = end - at;
        if (length > 10 && (text[at + 2] == '/' || text[at + 1] == '/')) {
            return parseCommon();
        }
        if (length > 10 && text[at + 4] == '-') {
            return parseIso();
        }
        return ofNumber(LoggedNumber.decimal(text, at, end));
    }

    /** A number of seconds, milliseconds, microseconds or nanoseconds, whichever is a time of these days. */
    static long ofNumber(double number) {
        var millis = number * 1_000;
        for (var first = FIRST_MILLISECONDS; number >= first && first < FIRST_BEYOND_NANOSECONDS; first *= 1_000) {
            millis /= 1_000;
        }
        return millis >= 0 && millis <= LATEST ? Math.round(millis) : UNREADABLE;
    }

    private long parseCommon() {
        var day = digits(text[at + 1] == '/' ? 1 : 2);
        expect('/');
        var month = month();
        expect('/');
        var year = digits(4);
        expect(':');
        return millis(year, month, day);
    }

    private long parseIso() {
        var year = digits(4);
        expect('-');
        var month = digits(2);
        expect('-');
        var day = digits(2);
        isValid &= at < end && (text[at] == 'T' || text[at] == ' ');
        at++;
        return millis(year, month, day);
    }

    private int month() {
        if (at + MONTH_LETTERS <= end) {
            for (int month = 0; month < 12; month++) {
                var letters = MONTH_LETTERS * month;
                if (text[at] == MONTHS.charAt(letters)
                        && text[at + 1] == MONTHS.charAt(letters + 1)
                        && text[at + 2] == MONTHS.charAt(letters + 2)) {
                    at += MONTH_LETTERS;
                    return month + 1;
                }
            }
        }
        isValid = false;
        return 1;
    }

    /** The rest, from the hour on. */
    private long millis(int year, int month, int day) {
        var hour = digits(2);
        expect(':');
        var minute = digits(2);
        expect(':');
        var second = digits(2);
        var millis = fraction();
        var zone = zoneSeconds();
        isValid &= at == end
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= 31
                && hour <= 24
                && minute < 60
                && second <= 60;
        if (!isValid || day > LocalDate.of(year, month, 1).lengthOfMonth()) {
            return UNREADABLE;
        }
        var days = LocalDate.of(year, month, day).toEpochDay();
        var time = (days * DAY_SECONDS + hour * 3_600L + minute * 60L + second - zone) * 1_000 + millis;
        return time >= 0 && time <= LATEST ? time : UNREADABLE;
    }

    private int fraction() {
        if (at >= end || (text[at] != '.' && text[at] != ',')) {
            return 0;
        }
        at++;
        int millis = 0;
        int weight = 100;
        for (; at < end && isDigit(text[at]); at++) {
            millis += weight * (text[at] - '0');
            weight /= 10;
        }
        return millis;
    }

    private int zoneSeconds() {
        if (at < end && text[at] == ' ') {
            at++;
        }
        if (at >= end) {
            return 0;
        }
        if (text[at] == 'Z') {
            at++;
            return 0;
        }
        var sign = text[at];
        isValid &= sign == '+' || sign == '-';
        at++;
        var hours = digits(2);
        if (at < end && text[at] == ':') {
            at++;
        }
        var seconds = hours * 3_600 + (at < end ? digits(2) * 60 : 0);
        return sign == '-' ? -seconds : seconds;
    }

    private int digits(int count) {
        int number = 0;
        for (int i = 0; i < count; i++, at++) {
            if (at >= end || !isDigit(text[at])) {
                isValid = false;
                return 1;
            }
            number = 10 * number + text[at] - '0';
        }
        return number;
    }

    private void expect(char character) {
        isValid &= at < end && text[at] == character;
        at++;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }
}
