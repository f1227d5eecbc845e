package io.footfall.alerts.notify;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The setting of the webhook's address in; an address that alerts may be sent to out. */
public final class WebhookUrl {
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "[::1]");
    private static final Pattern LOOPBACK_ADDRESS = Pattern.compile("127(\\.\\d{1,3}){3}");

    private WebhookUrl() {}

    /**
     * Refuses what alerts must not be sent to.
     *
     * @param setting of the receiver, for the message
     * @param allowInsecure whether plain http may leave this machine
     * @throws IllegalArgumentException if it is neither https nor an http that is allowed; the message does
     *     not hold the address, which may itself be a secret
     */
    public static URI checked(String setting, String text, boolean allowInsecure) {
        var url = parsed(setting, text);
        var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (url.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
            throw new IllegalArgumentException(setting + ".url must be an absolute https or http URL");
        }
        if (scheme.equals("http") && !allowInsecure && !loopback(url.getHost())) {
            throw new IllegalArgumentException(setting + ".url must be https: plain http goes only to loopback unless "
                    + setting + ".allow-insecure is true");
        }
        return url;
    }

    private static URI parsed(String setting, String text) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException holdsTheAddress) {
            throw new IllegalArgumentException(setting + ".url is no URL", null);
        }
    }

    private static boolean loopback(String host) {
        return LOOPBACK_NAMES.contains(host.toLowerCase(Locale.ROOT))
                || LOOPBACK_ADDRESS.matcher(host).matches();
    }
}
