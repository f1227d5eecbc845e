package io.footfall.processor.security;

/**
 * A path all readings of which begin with the same characters, up to the first escape: nothing in it
 * can be taken for a slash, for dots that lead up, for params, or for anything that somebody drops.
 */
final class StraightPath {
    private static final String DISPUTED_WHEN_ESCAPED = "/\\.;?#%";
    /** Of ISO 8859-1, whose control characters are those of Unicode. */
    private static final boolean[] REMARKABLE = new boolean[0xa0];

    static {
        for (char character = 0; character < REMARKABLE.length; character++) {
            REMARKABLE[character] = Character.isISOControl(character) || "/\\;?#%".indexOf(character) >= 0;
        }
    }

    private StraightPath() {}

    /** Whether what begins there, with a slash, and ends where the query does is one. */
    static boolean beginsAt(int begin, String url) {
        for (int i = begin; i < url.length(); i++) {
            char character = url.charAt(i);
            if (character < REMARKABLE.length && REMARKABLE[character]) {
                switch (character) {
                    case '?', '#' -> {
                        return true;
                    }
                    case '/' -> {
                        if (isDisputedAfterSlash(url, i + 1)) {
                            return false;
                        }
                    }
                    case '%' -> {
                        if (isDisputedEscape(url, i + 1)) {
                            return false;
                        }
                        i += 2;
                    }
                    default -> {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** An empty segment or one that begins with a dot, be it behind a control character that UTF-8 begins with C2. */
    private static boolean isDisputedAfterSlash(String url, int at) {
        if (at >= url.length()) {
            return false;
        }
        return switch (url.charAt(at)) {
            case '/', '.' -> true;
            case '%' -> url.regionMatches(true, at, "%c2", 0, 3);
            default -> false;
        };
    }

    /** What is no escape at all becomes one when it is decoded with its neighbours. */
    private static boolean isDisputedEscape(String url, int at) {
        if (at + 1 >= url.length()) {
            return true;
        }
        int high = Character.digit(url.charAt(at), 16);
        int low = Character.digit(url.charAt(at + 1), 16);
        int decoded = high << 4 | low;
        return high < 0 || low < 0 || decoded < ' ' || decoded == 0x7f || DISPUTED_WHEN_ESCAPED.indexOf(decoded) >= 0;
    }
}
