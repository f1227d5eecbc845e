package io.footfall.processor.security;

/**
 * Recognises paths whose readings all start with the same characters, up to the first escape. Such a path has nothing that a
 * server may read as a slash, as dots, as params, or as something to drop.
 */
final class StraightPath {
    private static final String DISPUTED_WHEN_ESCAPED = "/\\.;?#%";
    /** Characters of ISO 8859-1 that need a closer look. */
    private static final boolean[] SPECIAL = new boolean[0xa0];

    static {
        for (char character = 0; character < SPECIAL.length; character++) {
            SPECIAL[character] = Character.isISOControl(character) || "/\\;?#%".indexOf(character) >= 0;
        }
    }

    private StraightPath() {}

    /** Whether the path that starts here, with a slash, is straight. */
    static boolean beginsAt(int begin, String url) {
        for (int i = begin; i < url.length(); i++) {
            char character = url.charAt(i);
            if (character < SPECIAL.length && SPECIAL[character]) {
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

    /** An empty segment, or one that starts with a dot, possibly after an escaped control character (C2 in UTF-8). */
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

    /** Invalid escapes count too: with their neighbours they may decode to an escape. */
    private static boolean isDisputedEscape(String url, int at) {
        if (at + 1 >= url.length()) {
            return true;
        }
        int high = Character.digit(url.charAt(at), 16);
        int low = Character.digit(url.charAt(at + 1), 16);
        int decoded = high << 4 | low;
        return high < 0 || low < 0 || decoded < ' ' || decoded == 0x7f || DISPUTED_WHEN_ESCAPED.indexOf(decoded) >= 0;
    }

    /**
     * Whether the escape whose digits start here may be read as an ASCII character: it is one, starts a control character,
     * which is dropped (C2 in UTF-8), or starts a character that is an ASCII letter in lower case (U+0130, U+212A).
     */
    static boolean mayBeginAscii(String url, int at) {
        if (at + 1 >= url.length()) {
            return true;
        }
        int decoded = Character.digit(url.charAt(at), 16) << 4 | Character.digit(url.charAt(at + 1), 16);
        return decoded < 0x80 || decoded == 0xc2 || decoded == 0xc4 || decoded == 0xe2;
    }
}
