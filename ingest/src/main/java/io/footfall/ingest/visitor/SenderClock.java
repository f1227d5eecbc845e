package io.footfall.ingest.visitor;

/**
 * Compares the clock of a sender with the clock of this server. A sender that knows when something happened by its own
 * clock only also says what that clock shows when it sends: in the query parameter {@code sent}.
 */
public final class SenderClock {
    private static final String PARAMETER = "sent";
    /** A smaller difference may be the time that the request took. */
    private static final long LEAST_CORRECTION = 5_000;

    private static final long LATEST = 253_402_300_799_999L;
    /** Ten digits: seconds since September 2001. As milliseconds they are in the spring of 1970. */
    private static final long SECONDS = 1_000_000_000L;

    private static final long AFTER_SECONDS = 10 * SECONDS;

    private SenderClock() {}

    /**
     * How far the sender's clock is behind, in ms, negative if it is ahead; 0 if that is less than 5 s, or unknown.
     *
     * @param query of the request, or null
     * @param receivedAt when the request began to arrive, ms since the epoch
     * @throws IllegalArgumentException if the parameter is not a time in ms; the message is for the sender
     */
    public static long correction(String query, long receivedAt) {
        var sent = QueryParameter.find(query, PARAMETER);
        if (sent.isEmpty()) {
            return 0;
        }
        var difference = receivedAt - millis(sent.get());
        return Math.abs(difference) < LEAST_CORRECTION ? 0 : difference;
    }

    private static long millis(String sent) {
        var millis = isNumber(sent) ? Long.parseLong(sent) : -1;
        if (millis >= SECONDS && millis < AFTER_SECONDS) {
            throw new IllegalArgumentException("sent is in seconds: send milliseconds since 1970 (1000 times as much)");
        }
        if (millis < 0 || millis > LATEST) {
            throw new IllegalArgumentException("sent must be the sender's clock when it sends, in whole milliseconds"
                    + " since 1970, such as 1795370786865");
        }
        return millis;
    }

    /** At most 18 digits, which fit into a long. */
    private static boolean isNumber(String text) {
        if (text.isEmpty() || text.length() > 18) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
