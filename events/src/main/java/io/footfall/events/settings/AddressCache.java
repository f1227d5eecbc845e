package io.footfall.events.settings;

import java.security.Security;

/**
 * How long this process keeps the addresses of host names, and that a name has none. Java's defaults are 30 and 10 s; a
 * broker that is started again elsewhere has another address under the same name.
 */
final class AddressCache {
    private static final String SECONDS = "1";

    private AddressCache() {}

    /** Must be called before the process resolves its first name: Java reads both settings once. */
    static void limit() {
        // A system property, because the first change of a security property initializes logging, which may resolve a
        // name; a second one would come too late.
        System.setProperty("sun.net.inetaddr.ttl", SECONDS);
        Security.setProperty("networkaddress.cache.negative.ttl", SECONDS);
    }
}
