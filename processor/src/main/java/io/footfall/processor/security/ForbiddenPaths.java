package io.footfall.processor.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The management pages that no visitor has business with: the URL of a click in, its normalised
 * path and the matching pattern out if it is one of them. In a pattern {@code *} stands for any characters within a segment
 * and {@code /**} at the end for the page itself and everything below it.
 */
public final class ForbiddenPaths {
    private static final int ASCII = 0x80;
    private static final int KNOWN = 2_048;
    /** Overlong URLs are looked at each time, so that strangers cannot have much kept. */
    private static final int LONGEST_KNOWN = 200;

    private final List<Glob> globs;
    /** By the character after the slash, those that may match; by 0 for whatever is no plain character. */
    private final List<List<Glob>> byBeginning = new ArrayList<>();

    /** URLs that were found harmless, by their hash; whichever thread writes one last is right. */
    private final String[] harmless = new String[KNOWN];

    public ForbiddenPaths(List<String> globs) {
        this.globs = globs.stream().map(Glob::new).toList();
        byBeginning.add(this.globs);
        for (char first = 1; first < ASCII; first++) {
            var path = "/" + first;
            byBeginning.add(
                    this.globs.stream().filter(glob -> glob.mayBegin(path)).toList());
        }
    }

    /**
     * A visit to a management page.
     *
     * @param path the normalised path of the URL, in the reading that matches
     * @param pattern the first setting that it matches
     */
    public record Match(String path, String pattern) {}

    /** What is forbidden about a URL, if anything is, in whichever way a server may read it. */
    public Optional<Match> match(String url) {
        var slot = url.hashCode() & (KNOWN - 1);
        if (url.equals(harmless[slot])) {
            return Optional.empty();
        }
        if (isHarmless(url)) {
            if (url.length() <= LONGEST_KNOWN) {
                harmless[slot] = url;
            }
            return Optional.empty();
        }
        return find(url);
    }

    /** Whether the URL's path begins like no pattern in any reading: so with nearly every click. */
    private boolean isHarmless(String url) {
        int begin = RawPath.plainHostEnd(url);
        if (begin < 0 || !StraightPath.beginsAt(begin, url)) {
            return false;
        }
        char first = begin + 1 < url.length() ? url.charAt(begin + 1) : 0;
        for (var glob : byBeginning.get(first < ASCII ? first : 0)) {
            if (glob.mayMatch(url, begin)) {
                return false;
            }
        }
        return true;
    }

    /** The same, found out the long way. */
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
