package io.footfall.processor.traffic;

import io.footfall.events.text.HostName;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A URL of the web, as far as it can be read without doubt: browsers read user names, backslashes and encoded hosts in
 * surprising ways, so that a URL with one of these has no address.
 *
 * @param scheme {@code http} or {@code https}
 * @param host in lower case, other letters as {@code xn--}, with its port if that is not the scheme's
 * @param rest path, query and fragment, as they were written
 */
record WebAddress(String scheme, String host, String rest) {
    private static final Pattern ADDRESS = Pattern.compile(
            "(?<scheme>https?)://(?<host>[^/?#\\\\@:\\[\\]]+|\\[[0-9a-f:.]+])(:(?<port>\\d{0,5}))?"
                    + "(?<rest>[/?#].*)?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern HOST = Pattern.compile("[a-z0-9_-]+(?:\\.[a-z0-9_-]+)*+|\\[.+]");
    /** That of a name in DNS, with the dot of the root. Translating a longer one may take seconds. */
    private static final int MAX_HOST_LENGTH = 254;

    private static final String WWW = "www.";

    /** Parses a URL, or returns null. */
    static WebAddress parse(String url) {
        var parts = ADDRESS.matcher(url.trim());
        if (!parts.matches()) {
            return null;
        }
        var host = host(parts.group("host"));
        var scheme = parts.group("scheme").toLowerCase(Locale.ROOT);
        var rest = parts.group("rest");
        return host == null
                ? null
                : new WebAddress(scheme, host + port(scheme, parts.group("port")), rest == null ? "" : rest);
    }

    private static String host(String written) {
        if (written.length() > MAX_HOST_LENGTH) {
            return null;
        }
        try {
            var host = HostName.ascii(written);
            var isRooted = host.endsWith(".") && host.length() > 1;
            var bare = isRooted ? host.substring(0, host.length() - 1) : host;
            return HOST.matcher(bare).matches() ? bare : null;
        } catch (IllegalArgumentException notAHost) {
            return null;
        }
    }

    private static String port(String scheme, String port) {
        var isOfScheme = port == null || port.isEmpty() || port.equals(scheme.equals("https") ? "443" : "80");
        return isOfScheme ? "" : ":" + port;
    }

    /** The host without {@code www.}, as long as more than one label remains. */
    String bareHost() {
        var bare = host;
        while (bare.startsWith(WWW) && bare.indexOf('.', WWW.length()) > 0) {
            bare = bare.substring(WWW.length());
        }
        return bare;
    }

    /** Scheme and host as they were written. */
    String origin() {
        return scheme + "://" + host;
    }
}
