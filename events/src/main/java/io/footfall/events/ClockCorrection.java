package io.footfall.events;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * The value of the header {@value Headers#CLOCK_CORRECTION}: how far the clock of a click's sender is behind the clock
 * of ingest, in ms, negative if it is ahead. Added to {@code ts_ingest} it gives the time by the clock of ingest. The
 * click itself is never changed, so that a replay computes the same time.
 */
public final class ClockCorrection {
    /** Digits and sign of more than any clock can differ; the sum of two such numbers is still a long. */
    private static final int LONGEST = 16;

    private ClockCorrection() {}

    /** A decimal number in ASCII. */
    public static byte[] encode(long millis) {
        return Long.toString(millis).getBytes(US_ASCII);
    }

    /** What to add to {@code ts_ingest}, in ms; 0 if the value is not such a number. */
    public static long decode(byte[] value) {
        if (value == null || value.length > LONGEST) {
            return 0;
        }
        try {
            return Long.parseLong(new String(value, US_ASCII));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
