package io.footfall.processor.security;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Locale;

/**
 * The path that a URL asks for, however it is disguised: scheme, host, query and fragment dropped,
 * percent-decoded twice, lower case, without {@code ;params}, empty, {@code .} and {@code ..}
 * segments or a trailing slash. {@code https://a.b//x/../%61dmin/;v=1?q} becomes {@code /admin}.
 */
final class NormalizedPath {
    private NormalizedPath() {}

    static String of(String url) {
        var path = decode(decode(rawPath(url.strip())));
        return resolve(path.replace('\\', '/').toLowerCase(Locale.ROOT));
    }

    private static String rawPath(String url) {
        var begin = 0;
        var authority = url.indexOf("//");
        if (authority >= 0 && isScheme(url, authority)) {
            begin = firstOf(url, "/?#\\", authority + 2);
        }
        return url.substring(begin, firstOf(url, "?#", begin));
    }

    /** Whether what stands before {@code //} is nothing or a scheme: otherwise it is part of a path. */
    private static boolean isScheme(String url, int authority) {
        return authority == 0 || (url.charAt(authority - 1) == ':' && url.indexOf('/') == authority);
    }

    private static int firstOf(String text, String characters, int from) {
        for (int i = from; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    /** Looks no further than the segment: a path of many segments must not take the square of its length. */
    private static int paramsFrom(String path, int begin, int end) {
        for (int i = begin; i < end; i++) {
            if (path.charAt(i) == ';') {
                return i;
            }
        }
        return end;
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

    private static String resolve(String path) {
        var segments = new ArrayDeque<String>();
        for (int begin = 0; begin <= path.length(); ) {
            int end = firstOf(path, "/", begin);
            var segment = path.substring(begin, paramsFrom(path, begin, end));
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
            begin = end + 1;
        }
        return "/" + String.join("/", segments);
    }
}
