package io.footfall.processor.security;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Pattern of paths: {@code *} matches any characters within a segment, {@code **} any number of segments, also none. Case
 * does not matter.
 */
final class Glob {
    private static final String ANY_SEGMENTS = "**";
    private static final String AT_ANY_DEPTH = "/**";
    private static final String ANY_EXTENSION = "/**/*.";
    private static final String NEVER_IN_PATHS = "?#;%";

    private final String pattern;
    private final String[] segments;
    private final boolean anyDepth;
    /** What the path, or at any depth its end, starts with; nearly every path differs here. */
    private final String head;

    Glob(String setting) {
        pattern = setting.strip().toLowerCase(Locale.ROOT);
        segments = Stream.of(pattern.split("/"))
                .filter(segment -> !segment.isEmpty())
                .toArray(String[]::new);
        anyDepth = pattern.startsWith(AT_ANY_DEPTH);
        head = head(anyDepth ? pattern.substring(AT_ANY_DEPTH.length()) : pattern);
    }

    /** The characters before the first wildcard, without a slash that {@code /**} does not need. */
    private static String head(String pattern) {
        int wildcard = pattern.indexOf('*');
        if (wildcard < 0) {
            return pattern;
        }
        return pattern.substring(0, pattern.startsWith(ANY_SEGMENTS, wildcard) ? wildcard - 1 : wildcard);
    }

    /**
     * Says what is allowed instead of a pattern that can never match a normalised path: this has no query, nothing encoded,
     * no empty segments, and no slash at its end.
     */
    static Optional<String> problem(String setting) {
        var text = setting.strip();
        if (!text.startsWith("/")) {
            return Optional.of(
                    "paths that begin with a slash, such as /%s, or /**/%s in any folder".formatted(text, text));
        }
        if (text.length() > 1 && (text.endsWith("/") || text.contains("//"))) {
            return Optional.of(
                    "paths without empty segments and without a slash at their end, such as /admin or /admin/**");
        }
        if (text.chars().anyMatch(character -> NEVER_IN_PATHS.indexOf(character) >= 0)) {
            return Optional.of("decoded paths without query and params, so none of " + NEVER_IN_PATHS);
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("paths without control characters");
        }
        return Stream.of(text.split("/"))
                .flatMap(segment -> segmentProblem(segment).stream())
                .findFirst();
    }

    private static Optional<String> segmentProblem(String segment) {
        if (segment.equals(".") || segment.equals("..")) {
            return Optional.of("paths without the segments . and ..");
        }
        return segment.contains(ANY_SEGMENTS) && !segment.equals(ANY_SEGMENTS)
                ? Optional.of("patterns with ** as a whole segment, such as /**/admin; * matches within a segment")
                : Optional.empty();
    }

    /** The pattern in lower case. */
    String pattern() {
        return pattern;
    }

    /** For a pattern of files in any folder with an extension, that extension with its dot; else null. */
    String extension() {
        var begins = pattern.startsWith(ANY_EXTENSION);
        var end = begins ? pattern.substring(ANY_EXTENSION.length() - 1) : "";
        return begins && end.indexOf('/') < 0 && end.indexOf('*') < 0 ? end : null;
    }

    /** Whether the pattern begins in any folder, so that {@link #mayMatch} has to be asked at every slash. */
    boolean isAtAnyDepth() {
        return anyDepth;
    }

    /** Whether a path may match, if it is a {@link StraightPath}. */
    boolean mayMatch(String text, int begin) {
        for (int i = 0; i < head.length(); i++) {
            if (begin + i == text.length()) {
                return false;
            }
            char character = text.charAt(begin + i);
            if (character == '%') {
                return StraightPath.mayBeginAscii(text, begin + i + 1) || head.charAt(i) > '~';
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
        return beginning.indexOf('%') >= 0 || mayMatch(beginning + head.substring(length), 0);
    }

    /** Whether a normalised path matches. */
    boolean matches(String path) {
        return (anyDepth || path.startsWith(head)) && matchesSegments(path);
    }

    /** Backtracks to the last {@code **} when the segments behind it do not match. */
    private boolean matchesSegments(String path) {
        int next = 0;
        int behindAny = -1;
        int retry = 0;
        int begin = path.length() > 1 ? 1 : 2;
        while (begin <= path.length()) {
            if (isAny(next)) {
                behindAny = ++next;
                retry = begin;
            } else if (next < segments.length && matchesSegment(segments[next], path, begin)) {
                next++;
                begin = end(path, begin) + 1;
            } else if (behindAny >= 0) {
                retry = end(path, retry) + 1;
                begin = retry;
                next = behindAny;
            } else {
                return false;
            }
            if (behindAny == segments.length) {
                return true;
            }
        }
        while (isAny(next)) {
            next++;
        }
        return next == segments.length;
    }

    private boolean isAny(int index) {
        return index < segments.length && segments[index].equals(ANY_SEGMENTS);
    }

    private static int end(String path, int begin) {
        int slash = path.indexOf('/', begin);
        return slash < 0 ? path.length() : slash;
    }

    /** Backtracks to the last wildcard when the characters behind it do not match. */
    private static boolean matchesSegment(String segment, String path, int begin) {
        int end = end(path, begin);
        int at = begin;
        int in = 0;
        int wildcard = -1;
        int retry = 0;
        while (at < end) {
            if (in < segment.length() && segment.charAt(in) == '*') {
                wildcard = in++;
                retry = at;
            } else if (in < segment.length() && segment.charAt(in) == path.charAt(at)) {
                in++;
                at++;
            } else if (wildcard >= 0) {
                at = ++retry;
                in = wildcard + 1;
            } else {
                return false;
            }
        }
        while (in < segment.length() && segment.charAt(in) == '*') {
            in++;
        }
        return in == segment.length();
    }
}
