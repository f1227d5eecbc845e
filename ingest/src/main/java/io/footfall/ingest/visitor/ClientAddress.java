package io.footfall.ingest.visitor;

/**
 * Where a request really comes from: behind a known number of proxies that append to
 * {@code X-Forwarded-For}, what the outermost of them saw; else the socket's other end. What stands
 * further left in the header is the visitor's own invention.
 */
public final class ClientAddress {
    private ClientAddress() {}

    /**
     * Finds the address.
     *
     * @param socket the other end of the connection
     * @param forwardedFor all values of the header, joined with commas, or null
     * @param trustedProxies how many proxies stand before ingest
     */
    public static String of(String socket, String forwardedFor, int trustedProxies) {
        if (trustedProxies == 0 || forwardedFor == null) {
            return socket;
        }
        var hops = forwardedFor.split(",", -1);
        var address = hops[Math.max(0, hops.length - trustedProxies)].strip();
        return address.isEmpty() ? socket : address;
    }
}
