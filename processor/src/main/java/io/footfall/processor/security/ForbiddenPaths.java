package io.footfall.processor.security;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Recognises visits to management pages. In a pattern {@code *} matches any characters within a segment, and {@code **} any
 * number of segments, also none: {@code /admin/**} matches the page itself and everything below it. Thread-safe.
 */
public final class ForbiddenPaths {
    private static final int ASCII = 0x80;
    private static final int CACHE_SIZE = 2_048;
    /** Longer URLs are not cached, so that visitors cannot fill the memory. */
    private static final int MAX_CACHED_LENGTH = 200;

    private final List<Glob> globs;
    /** Patterns that may match, by the character after the first slash; index 0 for characters that are not ASCII. */
    private final Glob[][] byFirstCharacter;
    /** Patterns at any depth that may match, by the character after any slash. */
    private final Glob[][] anyDepthByFirstCharacter;
    /** What the other patterns end with, which match any file with such a name. */
    private final String[] extensions;

    /** Cache of harmless URLs by hash. Races are harmless, because every entry is valid. */
    private final String[] harmless = new String[CACHE_SIZE];

    public ForbiddenPaths(List<String> globs) {
        this.globs = globs.stream().map(Glob::new).toList();
        var heads = this.globs.stream().filter(glob -> glob.extension() == null).toList();
        byFirstCharacter = byFirstCharacter(heads);
        anyDepthByFirstCharacter =
                byFirstCharacter(heads.stream().filter(Glob::isAtAnyDepth).toList());
        extensions = this.globs.stream()
                .map(Glob::extension)
                .filter(Objects::nonNull)
                .toArray(String[]::new);
    }

    private static Glob[][] byFirstCharacter(List<Glob> globs) {
        return IntStream.range(0, ASCII)
                .mapToObj(first -> globs.stream()
                        .filter(glob -> first == 0 || glob.mayBegin("/" + (char) first))
                        .toArray(Glob[]::new))
                .toArray(Glob[][]::new);
    }

    /** Says what is allowed instead of a pattern that can never match; empty for all others. */
    public static Optional<String> problem(String pattern) {
        return Glob.problem(pattern);
    }

    /**
     * A visit to a management page.
     *
     * @param path the normalised path that matches
     * @param pattern the first pattern that matches it
     */
    public record Match(String path, String pattern) {}

    /** Matches a URL in every way in which a server may read it. */
    public Optional<Match> match(String url) {
        var slot = url.hashCode() & (CACHE_SIZE - 1);
        if (url.equals(harmless[slot])) {
            return Optional.empty();
        }
        if (isHarmless(url)) {
            if (url.length() <= MAX_CACHED_LENGTH) {
                harmless[slot] = url;
            }
            return Optional.empty();
        }
        return find(url);
    }

    /** Whether no reading of the URL's path starts like a pattern, which is so for nearly every click. */
    private boolean isHarmless(String url) {
        int begin = RawPath.plainHostEnd(url);
        if (begin < 0 || !StraightPath.beginsAt(begin, url) || mayMatch(byFirstCharacter, url, begin)) {
            return false;
        }
        for (int slash = url.indexOf('/', begin + 1); slash >= 0; slash = url.indexOf('/', slash + 1)) {
            if (mayMatch(anyDepthByFirstCharacter, url, slash)) {
                return false;
            }
        }
        return extensions.length == 0 || !mayHaveExtension(url, begin);
    }

    /** Whether a straight path has one of the extensions; one with an escape behind its last slash may have any. */
    private boolean mayHaveExtension(String url, int begin) {
        int end = begin;
        int name = begin;
        while (end < url.length() && url.charAt(end) != '?' && url.charAt(end) != '#') {
            if (url.charAt(end) == '/' && end + 1 < url.length()) {
                name = end + 1;
            }
            end++;
        }
        if (url.charAt(end - 1) == '/') {
            name = url.lastIndexOf('/', end - 2) + 1;
            end--;
        }
        int escape = url.indexOf('%', name);
        if (escape >= 0 && escape < end) {
            return true;
        }
        for (var extension : extensions) {
            if (url.regionMatches(true, end - extension.length(), extension, 0, extension.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayMatch(Glob[][] byFirstCharacter, String url, int slash) {
        char first = slash + 1 < url.length() ? url.charAt(slash + 1) : 0;
        for (var glob : byFirstCharacter[first < ASCII ? first : 0]) {
            if (glob.mayMatch(url, slash)) {
                return true;
            }
        }
        return false;
    }

    /** Matches every reading of the URL with every pattern. */
    Optional<Match> find(String url) {
        for (var path : NormalizedPath.of(url)) {
            for (var glob : globs) {
                if (glob.matches(path)) {
                    return Optional.of(new Match(path, glob.pattern()));
                }
            }
        }
        return Optional.empty();
    }
}
