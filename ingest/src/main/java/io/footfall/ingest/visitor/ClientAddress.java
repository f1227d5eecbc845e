package io.footfall.ingest.visitor;

import java.util.HexFormat;
import java.util.Optional;

/**
 * Determines a client's address. Behind a known number of proxies that append to {@code X-Forwarded-For}, it is the
 * address that the outermost proxy saw; addresses further left in the header may be forged by the client. Without
 * proxies it is the peer of the connection. Addresses are normalised, so that the same client always has the same text.
 */
public final class ClientAddress {
    private static final int IPV6_NETWORK = 8;

    private ClientAddress() {}

    /**
     * The client's address.
     *
     * @param socket the peer of the connection
     * @param forwardedFor all values of the header, joined with commas, or null
     * @param trustedProxies number of proxies in front of ingest
     */
    public static String of(String socket, String forwardedFor, int trustedProxies) {
        return forwarded(forwardedFor, trustedProxies)
                .or(() -> IpAddressParser.normalise(socket))
                .orElse(socket);
    }

    /**
     * The part of an address that belongs to one client: all of an IPv4 address, and the first half of an IPv6 address.
     * The other half of an IPv6 address is chosen by the client.
     */
    public static String network(String address) {
        return address.indexOf(':') < 0
                ? address
                : IpAddressParser.parse(address)
                        .map(parsed -> HexFormat.of().formatHex(parsed.getAddress(), 0, IPV6_NETWORK))
                        .orElse(address);
    }

    /** Empty if the proxy sent no address, but for example {@code unknown}. */
    private static Optional<String> forwarded(String forwardedFor, int trustedProxies) {
        return trustedProxies == 0 || forwardedFor == null
                ? Optional.empty()
                : IpAddressParser.normalise(fromTheRight(forwardedFor, trustedProxies));
    }

    /**
     * The {@code nth} hop from the right, or the leftmost. Reads only that far: the client may send a very long header.
     */
    static String fromTheRight(String hops, int nth) {
        var end = hops.length();
        var comma = hops.lastIndexOf(',');
        for (int hop = 1; hop < nth && comma >= 0; hop++) {
            end = comma;
            comma = hops.lastIndexOf(',', comma - 1);
        }
        return hops.substring(comma + 1, end);
    }
}
