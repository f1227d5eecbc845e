package io.footfall.processor.security;

import java.util.Locale;

/**
 * A pattern of paths: {@code *} stands for any characters within a segment, {@code /**} at the end
 * for the page itself and everything below it; case does not matter.
 */
final class Glob {
    private static final String BELOW = "/**";

    private final String pattern;
    /** What has to match, without the end that stands for everything below. */
    private final String stem;
    /** What comes before the first wildcard; nearly every path differs there. */
    private final String head;

    private final boolean below;
    private final int slashes;

    Glob(String setting) {
        pattern = setting.strip().toLowerCase(Locale.ROOT);
        below = pattern.endsWith(BELOW);
        stem = below ? pattern.substring(0, pattern.length() - BELOW.length()) : pattern;
        int wildcard = stem.indexOf('*');
        head = wildcard < 0 ? stem : stem.substring(0, wildcard);
        slashes = (int) stem.chars().filter(character -> character == '/').count();
    }

    /** The setting, in lower case. */
    String pattern() {
        return pattern;
    }

    /** Whether the path that begins there can be one of those, if it is a {@link StraightPath}. */
    boolean mayMatch(String text, int begin) {
        for (int i = 0; i < head.length(); i++) {
            if (begin + i == text.length()) {
                return false;
            }
            char character = text.charAt(begin + i);
            if (character == '%') {
                return true;
            }
            if (character != head.charAt(i) && Character.toLowerCase(character) != head.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a path that begins with these characters can be one of those. */
    boolean mayBegin(String beginning) {
        var length = Math.min(head.length(), beginning.length());
        return mayMatch(beginning + head.substring(length), 0);
    }

    /** Whether a normalised path is one of those that the pattern stands for. */
    boolean matches(String path) {
        return path.startsWith(head) && matches(path, below ? endOfStem(path) : path.length());
    }

    /** Where as many segments end as the stem has: a wildcard does not reach beyond its own. */
    private int endOfStem(String path) {
        int end = -1;
        for (int i = 0; i <= slashes; i++) {
            end = path.indexOf('/', end + 1);
            if (end < 0) {
                return path.length();
            }
        }
        return end;
    }

    /** Goes on from the last wildcard whenever the literals after it do not fit. */
    private boolean matches(String path, int end) {
        int at = 0;
        int in = 0;
        int wildcard = -1;
        int retry = 0;
        while (at < end) {
            if (in < stem.length() && stem.charAt(in) == '*') {
                wildcard = in++;
                retry = at;
            } else if (in < stem.length() && stem.charAt(in) == path.charAt(at)) {
                in++;
                at++;
            } else if (wildcard >= 0 && path.charAt(retry) != '/') {
                at = ++retry;
                in = wildcard + 1;
            } else {
                return false;
            }
        }
        while (in < stem.length() && stem.charAt(in) == '*') {
            in++;
        }
        return in == stem.length();
    }
}
