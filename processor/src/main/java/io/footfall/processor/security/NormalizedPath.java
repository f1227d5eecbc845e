package io.footfall.processor.security;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Computes all paths that a server may read in a URL, however it is disguised: in lower case, without empty, {@code .} and
 * {@code ..} segments, {@code ;params} and trailing slash. Servers differ: they decode once or, behind a proxy, twice; they
 * read a decoded {@code ?}, {@code #} or NUL as a character or as the end, and a backslash as a character or as a slash; and
 * they resolve dots before or after they drop params and empty segments.
 */
final class NormalizedPath {
    /** Servers refuse longer paths; without the limit a path of a megabyte would cost too much. */
    private static final int MAX_LENGTH = 16_384;

    private NormalizedPath() {}

    /** All readings of a URL's path. Nearly every URL has one, which is found fast. */
    static Collection<String> of(String url) {
        int begin = RawPath.plainHostEnd(url);
        int end = begin < 0 ? -1 : plainEnd(url, begin);
        if (end >= 0) {
            return List.of(plain(url, begin, end));
        }
        var readings = new LinkedHashSet<String>();
        RawPath.of(url).forEach(path -> readings.addAll(readings(path)));
        return readings;
    }

    private static Collection<String> readings(String path) {
        var once = decode(path);
        if (once.startsWith("/") && plainEnd(once, 0) == once.length()) {
            return List.of(plain(once, 0, once.length()));
        }
        if (path.length() > MAX_LENGTH) {
            return List.of(resolve(withoutControls(decode(once)).replace('\\', '/'), true, true));
        }
        var readings = new LinkedHashSet<String>();
        decoded(once).forEach(text -> addReadings(text, readings));
        return readings;
    }

    /** End of a path that all servers read in the same way; -1 for any other path. */
    static int plainEnd(String url, int begin) {
        char previous = 'x';
        for (int i = begin; i < url.length(); i++) {
            char character = url.charAt(i);
            if (character == '?' || character == '#') {
                return i;
            }
            var isDisputed = character < 'A'
                    ? character < ' '
                            || character == '%'
                            || character == ';'
                            || (previous == '/' && (character == '/' || character == '.'))
                    : character == '\\' || (character > 'z' && Character.isISOControl(character));
            if (isDisputed) {
                return -1;
            }
            previous = character;
        }
        return url.length();
    }

    private static String plain(String text, int begin, int end) {
        var last = end - begin > 1 && text.charAt(end - 1) == '/' ? end - 1 : end;
        return text.substring(begin, last).toLowerCase(Locale.ROOT);
    }

    /** Decoded once and twice, each as a whole and up to a possible query. */
    private static Set<String> decoded(String once) {
        var texts = new LinkedHashSet<String>();
        for (var first : orUpTo("?#", once)) {
            texts.addAll(orUpTo("?#", decode(first)));
        }
        texts.addAll(orUpTo("?#", once));
        return texts;
    }

    private static void addReadings(String decoded, Set<String> readings) {
        for (var text : orUpTo("\0", decoded)) {
            var visible = withoutControls(text);
            addResolved(visible.replace('\\', '/'), readings);
            if (visible.indexOf('\\') >= 0) {
                addResolved(visible, readings);
            }
        }
    }

    private static void addResolved(String path, Set<String> readings) {
        for (var merge : path.contains("//") ? List.of(true, false) : List.of(true)) {
            for (var paramsFirst : path.indexOf(';') >= 0 ? List.of(true, false) : List.of(true)) {
                readings.add(resolve(path, merge, paramsFirst));
            }
        }
    }

    /** The text, and the part before the first of these characters if there is one. */
    private static Collection<String> orUpTo(String characters, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return List.of(text, text.substring(0, i));
            }
        }
        return List.of(text);
    }

    static String withoutControls(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return text.chars()
                        .filter(character -> !Character.isISOControl(character))
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            }
        }
        return text;
    }

    private static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(bytes[i + 2], 16) : -1;
            bytes[length++] = low >= 0 ? (byte) (high << 4 | low) : bytes[i];
            i += low >= 0 ? 2 : 0;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private static String resolve(String path, boolean mergeFirst, boolean paramsFirst) {
        var segments = new ArrayDeque<String>();
        int end;
        for (int begin = path.startsWith("/") ? 1 : 0; begin <= path.length(); begin = end + 1) {
            int slash = path.indexOf('/', begin);
            end = slash < 0 ? path.length() : slash;
            var segment = path.substring(begin, end);
            segment = paramsFirst ? withoutParams(segment) : segment;
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.equals(".") && !(segment.isEmpty() && mergeFirst)) {
                segments.addLast(segment);
            }
        }
        return segments.stream()
                .map(NormalizedPath::withoutParams)
                .filter(segment -> !segment.isEmpty())
                .collect(Collectors.joining("/", "/", ""))
                .toLowerCase(Locale.ROOT);
    }

    private static String withoutParams(String segment) {
        int params = segment.indexOf(';');
        return params < 0 ? segment : segment.substring(0, params);
    }
}
