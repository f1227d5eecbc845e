package io.footfall.processor.security;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The management pages that no visitor has business with: the URL of a click in, its normalised
 * path out if it is one of them. In a pattern {@code *} stands for any characters within a segment
 * and {@code /**} at the end for the page itself and everything below it.
 */
public final class ForbiddenPaths {
    private final Pattern any;

    public ForbiddenPaths(List<String> globs) {
        this.any = Pattern.compile(globs.stream()
                .map(glob -> glob.strip().toLowerCase(Locale.ROOT))
                .map(ForbiddenPaths::expression)
                .collect(Collectors.joining("|")));
    }

    private static String expression(String glob) {
        var below = glob.endsWith("/**");
        var stem = below ? glob.substring(0, glob.length() - 3) : glob;
        var segments =
                Pattern.compile("\\*").splitAsStream(stem).map(Pattern::quote).collect(Collectors.joining("[^/]*"));
        return segments + (stem.endsWith("*") ? "[^/]*" : "") + (below ? "(?:/.*)?" : "");
    }

    /** The normalised path, if it is forbidden. */
    public Optional<String> match(String url) {
        var path = NormalizedPath.of(url);
        return any.matcher(path).matches() ? Optional.of(path) : Optional.empty();
    }
}
