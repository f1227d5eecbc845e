package io.footfall.processor.security;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The management pages that no visitor has business with: the URL of a click in, its normalised
 * path and the matching pattern out if it is one of them. In a pattern {@code *} stands for any characters within a segment
 * and {@code /**} at the end for the page itself and everything below it.
 */
public final class ForbiddenPaths {
    private final List<Glob> globs;
    /** All of them at once: nearly every click matches none. */
    private final Pattern any;

    public ForbiddenPaths(List<String> globs) {
        this.globs = globs.stream().map(Glob::of).toList();
        this.any = Pattern.compile(
                this.globs.stream().map(glob -> glob.expression().pattern()).collect(Collectors.joining("|")));
    }

    /**
     * A visit to a management page.
     *
     * @param path the normalised path of the URL
     * @param pattern the first setting that it matches
     */
    public record Match(String path, String pattern) {}

    private record Glob(String pattern, Pattern expression) {
        static Glob of(String setting) {
            var pattern = setting.strip().toLowerCase(Locale.ROOT);
            return new Glob(pattern, Pattern.compile(ForbiddenPaths.expression(pattern)));
        }
    }

    private static String expression(String glob) {
        var below = glob.endsWith("/**");
        var stem = below ? glob.substring(0, glob.length() - 3) : glob;
        var segments =
                Pattern.compile("\\*").splitAsStream(stem).map(Pattern::quote).collect(Collectors.joining("[^/]*"));
        return segments + (stem.endsWith("*") ? "[^/]*" : "") + (below ? "(?:/.*)?" : "");
    }

    /** What is forbidden about a URL, if anything is. */
    public Optional<Match> match(String url) {
        var path = NormalizedPath.of(url);
        return any.matcher(path).matches()
                ? globs.stream()
                        .filter(glob -> glob.expression().matcher(path).matches())
                        .findFirst()
                        .map(glob -> new Match(path, glob.pattern()))
                : Optional.empty();
    }
}
