package io.footfall.ingest.visitor;

import java.util.HexFormat;
import java.util.Optional;

/**
 * Where a request really comes from: behind a known number of proxies that append to
 * {@code X-Forwarded-For}, what the outermost of them saw; else the socket's other end. What stands
 * further left in the header is the visitor's own invention. An address has one form, however it was
 * written, so that a port or a bracket makes nobody a new visitor.
 */
public final class ClientAddress {
    private static final int IPV6_NETWORK = 8;

    private ClientAddress() {}

    /**
     * Finds the address.
     *
     * @param socket the other end of the connection
     * @param forwardedFor all values of the header, joined with commas, or null
     * @param trustedProxies how many proxies stand before ingest
     */
    public static String of(String socket, String forwardedFor, int trustedProxies) {
        return forwarded(forwardedFor, trustedProxies)
                .or(() -> AddressText.normalised(socket))
                .orElse(socket);
    }

    /**
     * What of an address belongs to one client for sure, as text: all of IPv4, and of IPv6 the half that
     * is a connection's, for the other half is the client's own choice.
     */
    public static String network(String address) {
        return address.indexOf(':') < 0
                ? address
                : AddressText.parse(address)
                        .map(parsed -> HexFormat.of().formatHex(parsed.getAddress(), 0, IPV6_NETWORK))
                        .orElse(address);
    }

    /** Nothing where the proxy names no address, such as {@code unknown}. */
    private static Optional<String> forwarded(String forwardedFor, int trustedProxies) {
        return trustedProxies == 0 || forwardedFor == null
                ? Optional.empty()
                : AddressText.normalised(fromTheRight(forwardedFor, trustedProxies));
    }

    /** The {@code nth} hop counted from the right, or the leftmost; read from its end, because strangers write its beginning. */
    private static String fromTheRight(String hops, int nth) {
        var end = hops.length();
        var comma = hops.lastIndexOf(',');
        for (int hop = 1; hop < nth && comma >= 0; hop++) {
            end = comma;
            comma = hops.lastIndexOf(',', comma - 1);
        }
        return hops.substring(comma + 1, end);
    }
}
