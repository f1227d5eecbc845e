package io.footfall.ingest.visitor;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Strangers' text in, the IP address that it is out: with or without port, brackets and zone. What is
 * not an address is none; no name server is ever asked.
 */
final class AddressText {
    /** Brackets, the longest address, a zone and a port are shorter. */
    private static final int LONGEST = 80;

    private AddressText() {}

    /** IPv4 addresses that are written as IPv6 come out as IPv4. */
    static Optional<InetAddress> parse(String text) {
        return text == null || text.length() > LONGEST
                ? Optional.empty()
                : Optional.ofNullable(NetUtil.createInetAddressFromIpAddressString(bare(text.strip())));
    }

    /** The one form in which every writing of an address comes out. */
    static Optional<String> normalised(String text) {
        return parse(text).map(NetUtil::toAddressString);
    }

    private static String bare(String text) {
        var address = text.startsWith("[") ? withinBrackets(text) : withoutPort(text);
        var zone = address.indexOf('%');
        return zone > 0 && address.indexOf(':') >= 0 ? address.substring(0, zone) : address;
    }

    private static String withinBrackets(String text) {
        var end = text.indexOf(']');
        var closed = end == text.length() - 1 || text.startsWith("]:", end);
        return end > 0 && closed ? text.substring(1, end) : "";
    }

    /** A single colon comes before a port, several are IPv6. */
    private static String withoutPort(String text) {
        var colon = text.indexOf(':');
        return colon > 0 && text.indexOf(':', colon + 1) < 0 ? text.substring(0, colon) : text;
    }
}
