package io.footfall.ingest.admission;

import io.footfall.events.text.HostName;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The websites whose pages may send clicks. Browsers send the page's site in the header {@code Origin}; programs
 * without this header are not restricted.
 */
public final class AllowedOrigins {
    private static final String EVERY = "*";
    private static final Pattern ORIGIN = Pattern.compile("(https?://)(.*?)(:\\d{1,5})?");
    private static final int LARGEST_PORT = 65_535;

    private final boolean every;
    private final Set<String> allowed;

    /**
     * @param sites origins such as {@code https://www.example.org}, or {@code *} for every site
     * @throws IllegalArgumentException if one is not an origin
     */
    public AllowedOrigins(Collection<String> sites) {
        every = sites.contains(EVERY);
        allowed = sites.stream()
                .filter(site -> !site.equals(EVERY))
                .map(AllowedOrigins::checked)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String checked(String site) {
        try {
            return normalised(site.strip().toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "footfall.ingest.sites: '%s' is not an origin: %s; write it as https://www.example.org or"
                                    .formatted(site, e.getMessage())
                            + " https://www.example.org:8443, without a path and without *",
                    e);
        }
    }

    private static String normalised(String site) {
        var parts = ORIGIN.matcher(site);
        if (!parts.matches()) {
            throw new IllegalArgumentException("it does not begin with https:// or http://");
        }
        var port = parts.group(3) == null ? "" : parts.group(3);
        if (!port.isEmpty() && Integer.parseInt(port.substring(1)) > LARGEST_PORT) {
            throw new IllegalArgumentException("the largest port is " + LARGEST_PORT);
        }
        return withoutDefaultPort(parts.group(1) + HostName.ascii(parts.group(2)) + port);
    }

    /** Browsers never send the port that a scheme has anyway. */
    private static String withoutDefaultPort(String origin) {
        return without(origin.startsWith("https://") ? ":443" : ":80", origin);
    }

    private static String without(String end, String text) {
        return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
    }

    /** Whether pages of every site may send clicks, or those of this origin, a value of the header. */
    public boolean contains(String origin) {
        return every || allowed.contains(withoutDefaultPort(origin));
    }

    /**
     * Whether a page is of the host that it sends to, which a site always may. Compares without the scheme, which
     * differs behind a proxy that terminates TLS; so does the port that a scheme has anyway.
     *
     * @param host the host that the browser has sent the request to, as far as is known, or null
     */
    public static boolean isSame(String origin, String host) {
        var scheme = origin.indexOf("://");
        if (host == null || scheme < 0) {
            return false;
        }
        var name = scheme + 3;
        return (origin.length() == name + host.length() && origin.regionMatches(true, name, host, 0, host.length()))
                || withoutAnyDefaultPort(origin.substring(name)).equalsIgnoreCase(withoutAnyDefaultPort(host));
    }

    private static String withoutAnyDefaultPort(String host) {
        return without(":443", without(":80", host));
    }
}
