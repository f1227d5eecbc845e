package io.footfall.ingest.admission;

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
    private static final Pattern ORIGIN =
            Pattern.compile("https?://[a-z0-9.-]+(:\\d{1,5})?|https?://\\[[0-9a-f:]+](:\\d{1,5})?");

    private static final Pattern PORT = Pattern.compile(":(\\d{1,5})$");
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
                .map(site -> checked(site.strip().toLowerCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String checked(String site) {
        if (!ORIGIN.matcher(site).matches() || portOf(site) > LARGEST_PORT) {
            throw new IllegalArgumentException("footfall.ingest.sites: '" + site
                    + "' is not an origin: write it as https://www.example.org or https://www.example.org:8443,"
                    + " without a path and without *, a name with other letters as xn--…");
        }
        return withoutDefaultPort(site);
    }

    private static int portOf(String site) {
        var digits = PORT.matcher(site);
        return digits.find() ? Integer.parseInt(digits.group(1)) : 0;
    }

    /** Browsers never send the port that a scheme has anyway. */
    private static String withoutDefaultPort(String origin) {
        var port = origin.startsWith("https://") ? ":443" : ":80";
        return origin.endsWith(port) ? origin.substring(0, origin.length() - port.length()) : origin;
    }

    /**
     * Whether a page may send clicks.
     *
     * @param origin the header, or null
     * @param host the host that the request was sent to, or null; a site may always send to its own host
     */
    public boolean allow(String origin, String host) {
        return origin == null || every || allowed.contains(withoutDefaultPort(origin)) || isOf(host, origin);
    }

    /** Compares without the scheme, which differs behind a proxy that terminates TLS. */
    private static boolean isOf(String host, String origin) {
        var name = origin.indexOf("://");
        return host != null && name > 0 && origin.substring(name + 3).equalsIgnoreCase(host);
    }
}
