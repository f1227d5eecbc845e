package io.footfall.processor.security;

import java.util.List;
import java.util.Optional;

/**
 * The management pages that no visitor has business with: the URL of a click in, its normalised
 * path and the matching pattern out if it is one of them. In a pattern {@code *} stands for any characters within a segment
 * and {@code /**} at the end for the page itself and everything below it.
 */
public final class ForbiddenPaths {
    /** A power of two; a few of them hold nearly all that readers ask for, and no more is kept of what others do. */
    private static final int REMEMBERED = 4_096;

    private static final int LONGEST_REMEMBERED = 500;

    private final List<Glob> globs;
    /** What was found out last about some URLs, by their hash; threads may overwrite each other's. */
    private final Finding[] findings = new Finding[REMEMBERED];

    public ForbiddenPaths(List<String> globs) {
        this.globs = globs.stream().map(Glob::new).toList();
    }

    /**
     * A visit to a management page.
     *
     * @param path the normalised path of the URL, in the reading that matches
     * @param pattern the first setting that it matches
     */
    public record Match(String path, String pattern) {}

    private record Finding(String url, Optional<Match> match) {}

    /** What is forbidden about a URL, if anything is, in whichever way a server may read it. */
    public Optional<Match> match(String url) {
        var slot = url.hashCode() & (REMEMBERED - 1);
        var known = findings[slot];
        if (known != null && known.url.equals(url)) {
            return known.match;
        }
        var match = find(url);
        if (url.length() <= LONGEST_REMEMBERED) {
            findings[slot] = new Finding(url, match);
        }
        return match;
    }

    private Optional<Match> find(String url) {
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
