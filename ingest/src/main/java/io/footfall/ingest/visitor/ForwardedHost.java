package io.footfall.ingest.visitor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Determines the hosts that a browser may have sent a request to, if proxies have changed the header {@code Host}: they
 * keep its value in {@code X-Forwarded-Host} or {@code Forwarded} (RFC 7239), its port also in {@code X-Forwarded-Port}.
 * Of several values the one counts that the outermost trusted proxy has added; the client may have sent those before.
 */
public final class ForwardedHost {
    private static final Pattern HOST_IN_HOP =
            Pattern.compile("(?:^|;)\\s*host\\s*=\\s*\"?([^\";]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern PORT = Pattern.compile(":\\d*$");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,5}");

    private ForwardedHost() {}

    /**
     * Hosts with their ports, where they are known; none without trusted proxies.
     *
     * @param header all values of a header joined with commas, by its name; empty if it is absent
     * @param trustedProxies number of proxies in front of ingest
     */
    public static List<String> of(UnaryOperator<String> header, int trustedProxies) {
        if (trustedProxies == 0) {
            return List.of();
        }
        var hosts = new ArrayList<String>();
        var forwarded = HOST_IN_HOP.matcher(outermost(header.apply("Forwarded"), trustedProxies));
        if (forwarded.find()) {
            hosts.add(forwarded.group(1).strip());
        }
        hosts.add(outermost(header.apply("X-Forwarded-Host"), trustedProxies));
        hosts.add(header.apply("Host"));
        hosts.removeIf(String::isEmpty);
        var port = outermost(header.apply("X-Forwarded-Port"), trustedProxies);
        return NUMBER.matcher(port).matches()
                ? hosts.stream()
                        .flatMap(host -> Stream.of(host, PORT.matcher(host).replaceFirst("") + ':' + port))
                        .toList()
                : List.copyOf(hosts);
    }

    private static String outermost(String values, int trustedProxies) {
        return ClientAddress.fromTheRight(values, trustedProxies).strip();
    }
}
