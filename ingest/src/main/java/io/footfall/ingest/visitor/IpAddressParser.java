package io.footfall.ingest.visitor;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.Optional;

/** Parses untrusted text as an IP address, with or without port, brackets and zone. Never resolves host names. */
final class IpAddressParser {
    /** More than the longest address with brackets, zone and port. */
    private static final int LONGEST = 80;

    private IpAddressParser() {}

    /** Without port, brackets and zone. */
    static Optional<InetAddress> parsePlain(String text) {
        return parse(text).filter(address -> text.equals(withoutDecoration(text)));
    }

    /** An IPv4 address in the notation of IPv6 becomes an IPv4 address. */
    static Optional<InetAddress> parse(String text) {
        return text == null || text.length() > LONGEST
                ? Optional.empty()
                : Optional.ofNullable(NetUtil.createInetAddressFromIpAddressString(withoutDecoration(text.strip())));
    }

    /** The same text for every notation of an address. */
    static Optional<String> normalise(String text) {
        return parse(text).map(NetUtil::toAddressString);
    }

    private static String withoutDecoration(String text) {
        var address = text.startsWith("[") ? withinBrackets(text) : withoutPort(text);
        var zone = address.indexOf('%');
        return zone > 0 && address.indexOf(':') >= 0 ? address.substring(0, zone) : address;
    }

    private static String withinBrackets(String text) {
        var end = text.indexOf(']');
        var closed = end == text.length() - 1 || text.startsWith("]:", end);
        return end > 0 && closed ? text.substring(1, end) : "";
    }

    /** A single colon precedes a port; an IPv6 address has several. */
    private static String withoutPort(String text) {
        var colon = text.indexOf(':');
        return colon > 0 && text.indexOf(':', colon + 1) < 0 ? text.substring(0, colon) : text;
    }
}
