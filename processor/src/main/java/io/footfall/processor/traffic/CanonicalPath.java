package io.footfall.processor.traffic;

import java.util.ArrayList;
import java.util.List;

/**
 * The one spelling of a path with query and fragment: nothing encoded that need not be, dot segments resolved, no slash at
 * the end. A fragment stays as it is.
 */
final class CanonicalPath {
    private CanonicalPath() {}

    /** The canonical form of what follows the host of a URL. */
    static String of(String written) {
        var fragmentAt = written.indexOf('#');
        var beforeFragment = fragmentAt < 0 ? written : written.substring(0, fragmentAt);
        if (beforeFragment.indexOf('\\') >= 0) {
            return written; // browsers read it as a slash, some servers do not
        }
        var queryAt = beforeFragment.indexOf('?');
        var path = queryAt < 0 ? beforeFragment : beforeFragment.substring(0, queryAt);
        var query = queryAt < 0 ? "" : beforeFragment.substring(queryAt);
        var fragment = fragmentAt < 0 ? "" : written.substring(fragmentAt);
        return withoutDotSegments(PercentEncoding.normalize(path))
                + unlessAlone(PercentEncoding.normalize(query))
                + unlessAlone(fragment);
    }

    /** Nothing, if there is nothing behind the mark. */
    private static String unlessAlone(String part) {
        return part.length() == 1 ? "" : part;
    }

    private static String withoutDotSegments(String path) {
        var segments = new ArrayList<String>();
        for (var segment : List.of(path.split("/", -1))) {
            if (segment.equals("..")) {
                removeLast(segments);
            } else if (!segment.equals(".")) {
                segments.add(segment);
            }
        }
        while (!segments.isEmpty() && segments.get(segments.size() - 1).isEmpty()) {
            removeLast(segments);
        }
        return segments.isEmpty() ? "/" : "/" + String.join("/", withoutRoot(segments));
    }

    /** A path begins with a slash, so that its first segment is empty. */
    private static List<String> withoutRoot(List<String> segments) {
        return segments.get(0).isEmpty() ? segments.subList(1, segments.size()) : segments;
    }

    private static void removeLast(List<String> segments) {
        if (!segments.isEmpty()) {
            segments.remove(segments.size() - 1);
        }
    }
}
