package io.footfall.ingest.accesslog;

/** Reads numbers as access logs write them, without making strings of them. */
final class LoggedNumber {
    /** More digits may not fit. */
    private static final int MOST_DIGITS = 18;

    private LoggedNumber() {}

    /** A whole number, or -1 if it is anything else. */
    static long whole(byte[] text, int begin, int end) {
        if (begin == end || end - begin > MOST_DIGITS) {
            return -1;
        }
        long number = 0;
        for (int i = begin; i < end; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return -1;
            }
            number = 10 * number + text[i] - '0';
        }
        return number;
    }

    /** A number with or without a fraction, or NaN. */
    static double decimal(byte[] text, int begin, int end) {
        long digits = 0;
        int count = 0;
        double scale = 1;
        boolean hasPoint = false;
        for (int i = begin; i < end; i++) {
            if (text[i] == '.' && !hasPoint) {
                hasPoint = true;
            } else if (text[i] < '0' || text[i] > '9' || (++count > MOST_DIGITS && !hasPoint)) {
                return Double.NaN;
            } else if (count <= MOST_DIGITS) {
                digits = 10 * digits + text[i] - '0';
                scale *= hasPoint ? 10 : 1;
            }
        }
        return count == 0 ? Double.NaN : digits / scale;
    }
}
