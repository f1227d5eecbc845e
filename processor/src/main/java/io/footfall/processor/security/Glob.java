package io.footfall.processor.security;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Pattern of paths: {@code *} matches any characters within a segment, {@code /**} at the end matches the page itself and
 * everything below it. Case does not matter.
 */
final class Glob {
    private static final String BELOW = "/**";
    private static final String NEVER_IN_PATHS = "?#;%";

    private final String pattern;
    /** The pattern without {@code /**} at its end. */
    private final String stem;
    /** The pattern before the first wildcard; nearly every path differs here. */
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

    /**
     * Says what is allowed instead of a pattern that can never match a normalised path: this has no query, nothing encoded,
     * no empty segments, and no slash at its end.
     */
    static Optional<String> problem(String setting) {
        var text = setting.strip();
        var beforeBelow = text.endsWith(BELOW) ? text.substring(0, text.length() - BELOW.length()) : text;
        if (!text.startsWith("/")) {
            return Optional.of("paths that begin with a slash, such as /" + text);
        }
        if (beforeBelow.contains("**")) {
            return Optional.of("patterns with /** at their end only; * matches within a segment");
        }
        if (text.length() > 1 && (text.endsWith("/") || text.contains("//"))) {
            return Optional.of(
                    "paths without empty segments and without a slash at their end, such as /admin or /admin/**");
        }
        if (text.chars().anyMatch(character -> NEVER_IN_PATHS.indexOf(character) >= 0)) {
            return Optional.of("decoded paths without query and params, so none of " + NEVER_IN_PATHS);
        }
        return Stream.of(text.split("/")).anyMatch(segment -> segment.equals(".") || segment.equals(".."))
                ? Optional.of("paths without the segments . and ..")
                : Optional.empty();
    }

    /** The pattern in lower case. */
    String pattern() {
        return pattern;
    }

    /** Whether a path may match, if it is a {@link StraightPath}. */
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

    /** Whether a path that starts with these characters may match. */
    boolean mayBegin(String beginning) {
        var length = Math.min(head.length(), beginning.length());
        return mayMatch(beginning + head.substring(length), 0);
    }

    /** Whether a normalised path matches. */
    boolean matches(String path) {
        return path.startsWith(head) && matches(path, below ? endOfStem(path) : path.length());
    }

    /** End of as many segments as the stem has, because a wildcard matches within one segment. */
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

    /** Backtracks to the last wildcard when the characters behind it do not match. */
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
