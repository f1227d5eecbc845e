package io.footfall.ingest.accesslog;

/**
 * The first line of a request, such as {@code GET /a?b=c HTTP/1.1}. What is not a request of HTTP is a path as a whole.
 *
 * @param method null if it has none
 * @param path may be empty
 */
record RequestLine(String method, String path) {
    private static final int LONGEST_METHOD = 32;
    private static final String PROTOCOL = " HTTP/";

    static RequestLine of(String text) {
        var space = text.indexOf(' ');
        if (space <= 0 || !isMethod(text, space)) {
            return new RequestLine(null, text);
        }
        var last = text.lastIndexOf(' ');
        // HTTP/0.9 has no protocol.
        var end = text.startsWith(PROTOCOL, last) ? last : text.length();
        return new RequestLine(text.substring(0, space), end > space ? text.substring(space + 1, end) : "");
    }

    /** Whether the beginning of a text may be a method. */
    static boolean isMethod(String text, int length) {
        if (length > LONGEST_METHOD) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            var character = text.charAt(i);
            if ((character | 0x20) < 'a' || (character | 0x20) > 'z') {
                if (character != '-' && character != '_') {
                    return false;
                }
            }
        }
        return true;
    }
}
