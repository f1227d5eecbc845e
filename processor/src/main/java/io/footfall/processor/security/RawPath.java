package io.footfall.processor.security;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Extracts the path from a URL that a visitor has sent, without scheme, authority, query and fragment. Drops what URL
 * parsers ignore: white space around the URL and control characters anywhere in it.
 */
final class RawPath {
    /** With these schemes, browsers accept any number of slashes and backslashes before the host. */
    private static final Set<String> WEB_SCHEMES = Set.of("http", "https");

    private RawPath() {}

    /**
     * End of the host of a URL in the usual form: letters, {@code ://} and a host without special characters. -1 for any
     * other form.
     */
    static int plainHostEnd(String url) {
        int colon = url.indexOf("://");
        for (int i = 0; i < colon; i++) {
            char character = url.charAt(i);
            if (character < 'A' || character > 'z' || character == '\\') {
                return -1;
            }
        }
        for (int i = colon + 3; colon > 0 && i < url.length(); i++) {
            char character = url.charAt(i);
            if (character == '/') {
                return i == colon + 3 ? -1 : i;
            }
            if (character <= ' ' || character >= 0x7f || character == '\\' || character == '?' || character == '#') {
                return -1;
            }
        }
        return -1;
    }

    /** The path, or two if parsers disagree about the end of the host, as in {@code https:/admin}. */
    static List<String> of(String url) {
        var text = withoutControls(url);
        int scheme = schemeEnd(text);
        int slashes = scheme;
        while (slashes < text.length() && isSlash(text.charAt(slashes))) {
            slashes++;
        }
        int count = slashes - scheme;
        var end = firstOf(text, "?#", scheme);
        if (count == 2) {
            return List.of(from(text, firstOf(text, "/\\?#", slashes), end));
        }
        var hasHost = count > 2 || (scheme > 0 && isOfTheWeb(text, scheme));
        var rest = from(text, scheme, end);
        return hasHost ? List.of(from(text, firstOf(text, "/\\?#", slashes), end), rest) : List.of(rest);
    }

    private static String from(String text, int begin, int end) {
        return text.substring(Math.min(begin, end), end);
    }

    private static boolean isSlash(char character) {
        return character == '/' || character == '\\';
    }

    /** End of the scheme and its colon; 0 if there is none. */
    private static int schemeEnd(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == ':') {
                return i == 0 ? 0 : i + 1;
            }
            if (character >= 0x80 || !(Character.isLetterOrDigit(character) || "+-.".indexOf(character) >= 0)) {
                return 0;
            }
        }
        return 0;
    }

    private static boolean isOfTheWeb(String text, int schemeEnd) {
        return WEB_SCHEMES.contains(text.substring(0, schemeEnd - 1).toLowerCase(Locale.ROOT));
    }

    private static String withoutControls(String url) {
        int begin = 0;
        int end = url.length();
        while (begin < end && url.charAt(begin) <= ' ') {
            begin++;
        }
        while (end > begin && url.charAt(end - 1) <= ' ') {
            end--;
        }
        return NormalizedPath.withoutControls(url.substring(begin, end));
    }

    private static int firstOf(String text, String characters, int from) {
        for (int i = from; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }
}
