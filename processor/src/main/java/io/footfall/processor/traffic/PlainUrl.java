package io.footfall.processor.traffic;

/** Recognises most URLs that are canonical already, in one scan. */
final class PlainUrl {
    private static final String HTTPS = "https://";
    private static final String WWW = HTTPS + "www.";

    private PlainUrl() {}

    /** Whether the URL has only the plainest characters and is canonical; false if that is not certain. */
    static boolean isCanonical(String url) {
        if (!url.startsWith(HTTPS) || url.startsWith(WWW)) {
            return false;
        }
        var pathAt = url.indexOf('/', HTTPS.length());
        if (pathAt <= HTTPS.length() || url.charAt(pathAt - 1) == '.') {
            return false;
        }
        for (var i = HTTPS.length(); i < pathAt; i++) {
            if (!isLowerCase(url.charAt(i)) && url.charAt(i) != '.' && url.charAt(i) != '-') {
                return false;
            }
        }
        return isCanonicalPath(url, pathAt);
    }

    private static boolean isCanonicalPath(String url, int pathAt) {
        for (var i = pathAt; i < url.length(); i++) {
            var character = url.charAt(i);
            var isPlain = isLowerCase(character)
                    || (character >= 'A' && character <= 'Z')
                    || character == '-'
                    || character == '_'
                    || character == '~'
                    || character == '/'
                    || (character == '.' && url.charAt(i - 1) != '/');
            if (!isPlain) {
                return false;
            }
        }
        return url.length() == pathAt + 1 || url.charAt(url.length() - 1) != '/';
    }

    private static boolean isLowerCase(char character) {
        return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9');
    }
}
