package io.footfall.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The sequence number that a click carries as its last field. */
public final class ClickNumber {
    /** Numbers are written from here on, so that all have the same length. */
    static final long FIRST = 1_000_000_000_000L;

    static final int DIGITS = 13;
    private static final String FIELD = "\"sequence\":";

    private ClickNumber() {}

    /** The number of a click that this benchmark has sent. */
    public static int in(byte[] click) {
        var from = click.length - 1 - DIGITS - FIELD.length();
        var end = from < 0 ? "" : new String(click, from, click.length - from, US_ASCII);
        if (!end.startsWith(FIELD) || !end.endsWith("}")) {
            throw new IllegalArgumentException("not a click of this benchmark: " + new String(click, US_ASCII));
        }
        return Math.toIntExact(Long.parseLong(end.substring(FIELD.length(), end.length() - 1)) - FIRST);
    }
}
