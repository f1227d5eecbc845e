package io.footfall.processor.traffic;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Decides under which address an article is listed, if at all: articles of other sites are not, because anybody can send
 * them and editors follow these links. The spellings of one address are one article. Thread-safe.
 */
public final class ShownArticles {
    private static final String EVERY = "*";
    private static final int CACHE_SIZE = 2_048;
    /** Longer URLs are not cached, so that visitors cannot fill the memory. */
    private static final int MAX_CACHED_LENGTH = 200;

    /** Origins of the sites by host, without {@code www.}; empty if articles of all sites are listed. */
    private final Map<String, String> origins = new LinkedHashMap<>();

    private final boolean canonical;
    /** Cache by hash. Races are harmless, because every entry is valid. */
    private final Entry[] cache = new Entry[CACHE_SIZE];

    private record Entry(String url, Optional<String> shown) {}

    /**
     * Creates it from settings.
     *
     * @param sites origins such as {@code https://www.example.org}; none, or {@code *}, for every site
     * @param canonical whether spellings of one address are one article
     * @throws IllegalArgumentException if a site is not an origin, see {@link #isSite}
     */
    public ShownArticles(Collection<String> sites, boolean canonical) {
        this.canonical = canonical;
        if (!sites.contains(EVERY)) {
            sites.forEach(this::add);
        }
    }

    private void add(String site) {
        if (!isSite(site)) {
            throw new IllegalArgumentException("'" + site + "' is not an origin");
        }
        var address = WebAddress.parse(site);
        origins.putIfAbsent(address.bareHost(), address.origin());
    }

    /** Whether a setting names a site: {@code *}, or scheme, host, and port if need be. */
    public static boolean isSite(String setting) {
        var address = WebAddress.parse(setting);
        return setting.equals(EVERY)
                || (address != null
                        && (address.rest().isEmpty() || address.rest().equals("/")));
    }

    /** The address under which an article is listed; empty if it is not. */
    Optional<String> shown(String url) {
        var slot = url.hashCode() & (CACHE_SIZE - 1);
        var cached = cache[slot];
        if (cached != null && cached.url.equals(url)) {
            return cached.shown;
        }
        var shown = find(url);
        if (url.length() <= MAX_CACHED_LENGTH) {
            cache[slot] = new Entry(url, shown);
        }
        return shown;
    }

    private Optional<String> find(String url) {
        if (origins.isEmpty() && (!canonical || PlainUrl.isCanonical(url))) {
            return Optional.of(url);
        }
        var address = WebAddress.parse(url);
        if (address == null) {
            return origins.isEmpty() ? Optional.of(url) : Optional.empty();
        }
        var bareOrigin = address.scheme() + "://" + address.bareHost();
        var origin = origins.isEmpty() ? bareOrigin : origins.get(address.bareHost());
        // A longer one is not listed by name, and hostile ones are expensive.
        var isListed = url.length() <= TopArticles.LONGEST_URL;
        return Optional.ofNullable(origin)
                .map(known -> canonical && isListed ? same(url, known + CanonicalPath.of(address.rest())) : url);
    }

    /** The same instance if nothing changes, so that only one of the two is kept in memory. */
    private static String same(String url, String canonical) {
        return canonical.equals(url) ? url : canonical;
    }
}
