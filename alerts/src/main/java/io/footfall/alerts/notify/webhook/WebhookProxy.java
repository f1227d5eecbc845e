package io.footfall.alerts.notify.webhook;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The HTTP proxy for webhooks over https, with exceptions, as {@code HTTPS_PROXY} and {@code NO_PROXY} have them. */
public final class WebhookProxy {
    private static final Pattern SUBNET = Pattern.compile("(?<address>[0-9A-Fa-f:.]+)/(?<bits>\\d{1,3})");

    private static final String EXCEPTIONS = "footfall.alerts.delivery.no-proxy (by default NO_PROXY)";

    private final Optional<ProxyOptions> options;
    private final List<String> exceptions;

    /**
     * A proxy, or none.
     *
     * @param setting of the URL, for the error message
     * @param url {@code http://host:port}, perhaps with user and password
     * @param exceptions host names, with or without a port, which are those of subdomains too; IP addresses; subnets such
     *     as {@code 10.0.0.0/8}; {@code *} for all
     * @throws IllegalArgumentException if the URL is no such URL; the message does not contain it
     */
    public WebhookProxy(String setting, Optional<String> url, List<String> exceptions) {
        this.options = url.map(text -> options(setting, text.strip()));
        this.exceptions = exceptions.stream()
                .map(exception -> exception.strip().toLowerCase(Locale.ROOT))
                .filter(exception -> !exception.isEmpty())
                .toList();
        this.exceptions.forEach(WebhookProxy::checkSubnet);
    }

    private static void checkSubnet(String exception) {
        var subnet = SUBNET.matcher(exception);
        try {
            if (subnet.matches()) {
                isIn(subnet.group("address"), Integer.parseInt(subnet.group("bits")), subnet.group("address"));
            }
        } catch (IllegalArgumentException noSubnet) {
            throw new IllegalArgumentException(
                    "%s has '%s', which is not a subnet: %s".formatted(EXCEPTIONS, exception, noSubnet.getMessage()),
                    noSubnet);
        }
    }

    private static ProxyOptions options(String setting, String text) {
        var url = WebhookUrl.parsed(setting, text.contains("://") ? text : "http://" + text);
        if (url.isEncrypted()) {
            throw new IllegalArgumentException(setting + " must be an http URL: the connection to the proxy itself is"
                    + " plain, what goes through it is encrypted");
        }
        var proxy =
                new ProxyOptions().setType(ProxyType.HTTP).setHost(url.host()).setPort(url.port());
        url.userInfo().ifPresent(user -> {
            var parts = user.split(":", 2);
            proxy.setUsername(parts[0]).setPassword(parts.length == 1 ? "" : parts[1]);
        });
        return proxy;
    }

    /** The proxy through which a URL is reached. */
    Optional<ProxyOptions> of(WebhookUrl url) {
        return options.filter(proxy -> url.isEncrypted()
                && !url.isLoopback()
                && exceptions.stream().noneMatch(exception -> isExcepted(exception, url)));
    }

    private static boolean isExcepted(String exception, WebhookUrl url) {
        var host = url.host().toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
        var subnet = SUBNET.matcher(exception);
        if (subnet.matches()) {
            return isIn(subnet.group("address"), Integer.parseInt(subnet.group("bits")), host);
        }
        var name = exception.replaceFirst("^\\*?\\.(?=.)", "");
        return exception.equals("*")
                || host.equals(name)
                || (host + ":" + url.port()).equals(name)
                || host.endsWith("." + name)
                || (host + ":" + url.port()).endsWith("." + name);
    }

    private static boolean isIn(String subnet, int bits, String host) {
        return NetUtil.isValidIpV4Address(subnet) == NetUtil.isValidIpV4Address(host)
                && NetUtil.createByteArrayFromIpAddressString(host) != null
                && new IpSubnetFilterRule(subnet, bits, IpFilterRuleType.ACCEPT)
                        .matches(new InetSocketAddress(NetUtil.createInetAddressFromIpAddressString(host), 0));
    }
}
