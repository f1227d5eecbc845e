package io.footfall.alerts.notify.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.events.text.ShortHash;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The URL of a webhook or proxy. It may be a secret: no error message contains it.
 *
 * @param isEncrypted whether it is https
 * @param host as DNS has it; an IPv6 address is in brackets
 * @param target path and query
 * @param userInfo name and password, separated by a colon
 * @param hash of the whole text
 */
public record WebhookUrl(
        boolean isEncrypted, String host, int port, String target, Optional<String> userInfo, String hash) {
    private static final Set<String> SCHEMES = Set.of("https", "http");
    /** Java's own class takes no host name with an underscore, which Docker Compose and others allow. */
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:(?<user>[^@]*)@)?(?<host>\\[[0-9A-Fa-f:.]+]|[^@:\\[\\]]+)(?::(?<port>\\d{0,5}))?");

    private static final Pattern NOT_IN_URLS = Pattern.compile("[\\s\\p{Cntrl}\"<>\\\\^`{|}]|%(?![0-9A-Fa-f]{2})");
    private static final Pattern NOT_IN_HOSTS = Pattern.compile("[^A-Za-z0-9._-]");
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "[::1]");
    private static final Pattern LOOPBACK_ADDRESS = Pattern.compile("127(\\.\\d{1,3}){3}");
    private static final int MAX_PORT = 65_535;

    /**
     * Returns the URL if notifications may be sent to it.
     *
     * @param setting prefix of the receiver's settings, for the error message
     * @param allowInsecure whether plain http may leave this machine
     * @throws IllegalArgumentException if it is neither https nor allowed http
     */
    public static WebhookUrl validated(String setting, String text, boolean allowInsecure) {
        var url = parsed(setting + ".url", text);
        if (!url.isEncrypted && !allowInsecure && !url.isLoopback()) {
            throw new IllegalArgumentException(setting + ".url must be https: plain http goes only to loopback unless "
                    + setting + ".allow-insecure is true");
        }
        return url;
    }

    /**
     * Parses an absolute http or https URL.
     *
     * @param setting for the error message
     * @throws IllegalArgumentException if it is none; the message names the character that is wrong
     */
    public static WebhookUrl parsed(String setting, String text) {
        var url = ascii(setting, text.strip());
        var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        var authority = AUTHORITY.matcher(authority(text.strip()));
        if (!SCHEMES.contains(scheme) || !authority.matches()) {
            throw new IllegalArgumentException(
                    setting + " must be an absolute https or http URL, such as https://host.example:8443/path");
        }
        if (url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    setting + " has a '#', and what is behind it is not sent; in a password write %23");
        }
        var isEncrypted = scheme.equals("https");
        var query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return new WebhookUrl(
                isEncrypted,
                host(setting, authority.group("host")),
                port(setting, authority.group("port"), isEncrypted),
                (url.getRawPath().isEmpty() ? "/" : url.getRawPath()) + query,
                Optional.ofNullable(authority.group("user")).map(WebhookUrl::decoded),
                ShortHash.of(text.strip()));
    }

    private static URI ascii(String setting, String text) {
        try {
            return URI.create(new URI(text).toASCIIString());
        } catch (URISyntaxException containsTheUrl) {
            var wrong = NOT_IN_URLS.matcher(text);
            throw new IllegalArgumentException(
                    wrong.find()
                            ? "%s has '%s' at position %d, which no URL has"
                                    .formatted(setting, wrong.group(), wrong.start() + 1)
                            : setting + " is malformed",
                    null);
        }
    }

    private static String authority(String url) {
        return url.replaceFirst("^[^:/]*://", "").replaceFirst("[/?#].*", "");
    }

    private static String host(String setting, String host) {
        if (host.startsWith("[")) {
            return host;
        }
        var wrong = NOT_IN_HOSTS.matcher(toAscii(setting, host));
        if (wrong.find()) {
            throw new IllegalArgumentException(
                    "%s has '%s' in its host name, which no host name has".formatted(setting, wrong.group()));
        }
        return toAscii(setting, host);
    }

    private static String toAscii(String setting, String host) {
        try {
            return IDN.toASCII(host);
        } catch (IllegalArgumentException containsTheHost) {
            throw new IllegalArgumentException(setting + " has a host name that DNS cannot have", null);
        }
    }

    private static int port(String setting, String text, boolean isEncrypted) {
        if (text == null || text.isEmpty()) {
            return isEncrypted ? 443 : 80;
        }
        var port = Integer.parseInt(text);
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("%s has port %d, which is none".formatted(setting, port));
        }
        return port;
    }

    private static String decoded(String userInfo) {
        return URLDecoder.decode(userInfo.replace("+", "%2B"), UTF_8);
    }

    boolean isLoopback() {
        return LOOPBACK_NAMES.contains(host.toLowerCase(Locale.ROOT))
                || LOOPBACK_ADDRESS.matcher(host).matches();
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return (isEncrypted ? "https://" : "http://") + host + ":" + port;
    }
}
