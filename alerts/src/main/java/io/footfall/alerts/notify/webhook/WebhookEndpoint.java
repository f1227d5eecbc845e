package io.footfall.alerts.notify.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ProxyOptions;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where notifications are posted, and what gets them there.
 *
 * @param authorization value of the header {@code Authorization}, a secret
 * @param proxy through which the receiver is reached
 */
public record WebhookEndpoint(WebhookUrl url, Optional<String> authorization, Optional<ProxyOptions> proxy) {
    private static final Pattern CREDENTIALS = Pattern.compile("[A-Za-z][A-Za-z0-9-]* +[!-~][ -~]*");

    /**
     * An endpoint whose credentials are a setting or, as Basic ones, in the URL.
     *
     * @param setting prefix of the receiver's settings, for the error message
     * @throws IllegalArgumentException if the credentials are malformed or given twice; the message does not contain them
     */
    public static WebhookEndpoint of(
            String setting, WebhookUrl url, Optional<String> authorization, WebhookProxy proxy) {
        var configured = authorization.map(String::strip);
        if (configured.isPresent() && url.userInfo().isPresent()) {
            throw new IllegalArgumentException(
                    "%s.url has a user, and %s.authorization is set: only one can be sent".formatted(setting, setting));
        }
        if (configured.isPresent() && !CREDENTIALS.matcher(configured.get()).matches()) {
            throw new IllegalArgumentException(
                    setting + ".authorization must be a scheme and credentials in one line, such as Bearer TOKEN");
        }
        return new WebhookEndpoint(url, configured.or(() -> url.userInfo().map(WebhookEndpoint::basic)), proxy.of(url));
    }

    private static String basic(String userInfo) {
        var credentials = userInfo.contains(":") ? userInfo : userInfo + ":";
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    }

    RequestOptions post(Duration timeout) {
        var post = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setSsl(url.isEncrypted())
                .setHost(url.host())
                .setPort(url.port())
                .setURI(url.target())
                .setTimeout(timeout.toMillis())
                .setFollowRedirects(false);
        authorization.ifPresent(credentials -> post.putHeader("Authorization", credentials));
        proxy.ifPresent(post::setProxyOptions);
        return post;
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return url.toString();
    }
}
