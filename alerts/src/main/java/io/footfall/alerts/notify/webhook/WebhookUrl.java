package io.footfall.alerts.notify.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Validates the URL of a webhook. */
public final class WebhookUrl {
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "[::1]");
    private static final Pattern LOOPBACK_ADDRESS = Pattern.compile("127(\\.\\d{1,3}){3}");

    private WebhookUrl() {}

    /**
     * Returns the URL if notifications may be sent to it.
     *
     * @param setting prefix of the receiver's settings, for the error message
     * @param allowInsecure whether plain http may leave this machine
     * @throws IllegalArgumentException if it is neither https nor allowed http; the message does not contain the URL,
     *     which may be a secret
     */
    public static URI validated(String setting, String text, boolean allowInsecure) {
        var url = parsed(setting, text);
        var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (url.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
            throw new IllegalArgumentException(setting + ".url must be an absolute https or http URL");
        }
        if (scheme.equals("http") && !allowInsecure && !isLoopback(url.getHost())) {
            throw new IllegalArgumentException(setting + ".url must be https: plain http goes only to loopback unless "
                    + setting + ".allow-insecure is true");
        }
        return url;
    }

    private static URI parsed(String setting, String text) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException containsTheUrl) {
            throw new IllegalArgumentException(setting + ".url is malformed", null);
        }
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK_NAMES.contains(host.toLowerCase(Locale.ROOT))
                || LOOPBACK_ADDRESS.matcher(host).matches();
    }
}
