package io.footfall.processor.requests;

import io.footfall.processor.security.ForbiddenPaths;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Decides whether the rules have to look at a request. The method does not matter. Thread-safe. */
public final class RequestClassifier {
    /** Paths of access logs have no host; with one, a path such as {@code //admin} stays a path. */
    private static final String ANY_HOST = "http://h";

    private static final int NOT_FOUND = 404;
    private static final int LONGEST_EXTENSION = 6;
    /** Pages refer to such files. If they are missing, each reader of a page asks for all of them. */
    private static final Set<String> PARTS_OF_PAGES = Set.of(
            "avif", "bmp", "css", "eot", "gif", "ico", "jpeg", "jpg", "js", "map", "mjs", "mp3", "mp4", "otf", "png",
            "svg", "ttf", "vtt", "webm", "webp", "woff", "woff2");

    private final Set<String> forbidden;
    private final ForbiddenPaths paths;

    /**
     * Matches paths with both lists at once.
     *
     * @param forbidden patterns of management pages, which take precedence
     * @param probes patterns of files that only scanners ask for
     */
    public RequestClassifier(List<String> forbidden, List<String> probes) {
        this.forbidden =
                Set.copyOf(forbidden.stream().map(RequestClassifier::normalised).toList());
        this.paths = new ForbiddenPaths(
                Stream.concat(forbidden.stream(), probes.stream()).toList());
    }

    private static String normalised(String pattern) {
        return pattern.strip().toLowerCase(Locale.ROOT);
    }

    /**
     * What is suspicious about a request.
     *
     * @param path with its query, as it was sent; null if the access log lacks it
     */
    Optional<Suspicion> classify(String path, int status) {
        if (path == null) {
            return Optional.empty();
        }
        var match = paths.match(path.startsWith("/") ? ANY_HOST + path : path);
        if (match.isPresent()) {
            var pattern = match.get().pattern();
            var reason = forbidden.contains(pattern) ? Suspicion.Reason.FORBIDDEN : Suspicion.Reason.PROBE;
            return Optional.of(new Suspicion(reason, match.get().path(), pattern));
        }
        if (status != NOT_FOUND) {
            return Optional.empty();
        }
        var withoutQuery = withoutQuery(path);
        return isPartOfPage(withoutQuery)
                ? Optional.empty()
                : Optional.of(new Suspicion(Suspicion.Reason.NOT_FOUND, withoutQuery, null));
    }

    private static String withoutQuery(String path) {
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '?' || path.charAt(i) == '#') {
                return path.substring(0, i);
            }
        }
        return path;
    }

    private static boolean isPartOfPage(String path) {
        int dot = path.lastIndexOf('.');
        int length = path.length() - dot - 1;
        return dot >= 0
                && length <= LONGEST_EXTENSION
                && PARTS_OF_PAGES.contains(path.substring(dot + 1).toLowerCase(Locale.ROOT));
    }
}
