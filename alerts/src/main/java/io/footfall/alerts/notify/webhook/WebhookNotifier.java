package io.footfall.alerts.notify.webhook;

import io.footfall.alerts.notify.Notification;
import io.footfall.alerts.notify.Notifier;
import io.footfall.alerts.notify.Outcome;
import io.footfall.alerts.notify.Outcome.Delivered;
import io.footfall.alerts.notify.Outcome.Failed;
import io.footfall.alerts.notify.Outcome.Gone;
import io.footfall.alerts.notify.Outcome.Refused;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.proxy.ProxyConnectException;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Posts notifications as signed JSON. 2xx means delivered; redirects are not followed. */
public final class WebhookNotifier implements Notifier {
    /** Client errors (4xx) that are retried. */
    private static final Set<Integer> RETRIED = Set.of(408, 425, 429);
    /** What a proxy answers while a receiver is being rolled out, or for ever if the URL is wrong. */
    private static final Set<Integer> RETRIED_FOR_A_WHILE = Set.of(404, 421);

    private static final int MAX_RETRIES_FOR_A_WHILE = 3;
    private static final int GONE = 410;
    private static final Pattern PROXY_STATUS = Pattern.compile("status: \\d{3}");
    /** An address that is gone does not refuse a connection: it does not answer. */
    private static final int MAX_CONNECT_MILLIS = 5_000;
    /** Of all receivers at one host together; each has its own limit. */
    private static final int MAX_CONNECTIONS = 1_000;

    private final WebhookEndpoint endpoint;
    private final WebhookPayload payload;
    private final String publicUrl;
    private final WebhookSignature signature;
    private final Duration timeout;
    private final Clock clock;
    private final HttpClient client;

    /**
     * Creates a notifier for one address.
     *
     * @param publicUrl address of the API of alerts, or empty
     * @param timeout of one attempt
     */
    public WebhookNotifier(
            WebhookEndpoint endpoint,
            WebhookPayload payload,
            String publicUrl,
            WebhookSignature signature,
            HttpClient client,
            Duration timeout,
            Clock clock) {
        this.endpoint = endpoint;
        this.payload = payload;
        this.publicUrl = publicUrl;
        this.signature = signature;
        this.client = client;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** Options of the HTTP client that all webhooks share. */
    public static HttpClientOptions clientOptions(Duration timeout) {
        return new HttpClientOptions()
                .setConnectTimeout(Math.min(Math.toIntExact(timeout.toMillis()), MAX_CONNECT_MILLIS))
                // Alerts are rare: a firewall may have cut an idle connection before the next alert fires.
                .setKeepAlive(false)
                .setMaxPoolSize(MAX_CONNECTIONS);
    }

    @Override
    public CompletableFuture<Outcome> send(Notification notification) {
        var body = payload.bytes(notification, publicUrl);
        var now = clock.instant();
        var post = endpoint.post(timeout)
                .putHeader("Content-Type", "application/json")
                .putHeader("User-Agent", "footfall-alerts")
                .putHeader("webhook-id", notification.id())
                .putHeader("webhook-timestamp", Long.toString(now.getEpochSecond()));
        var signed = signature.of(notification.id(), now, body);
        if (!signed.isEmpty()) {
            post.putHeader("webhook-signature", signed);
        }
        var sent = new CompletableFuture<Outcome>();
        client.request(post)
                .compose(request -> {
                    // Cancelled, or answered: an endless body must not keep the connection open.
                    var unused = sent.whenComplete((outcome, failure) -> request.reset());
                    return request.send(Buffer.buffer(body));
                })
                .map(this::outcome)
                .recover(this::unreachable)
                .onSuccess(sent::complete)
                .onFailure(sent::completeExceptionally);
        return sent;
    }

    @Override
    public boolean expectsRepeats() {
        return payload == WebhookPayload.ALERTMANAGER;
    }

    @Override
    public String addressHash() {
        return endpoint.url().hash();
    }

    private Outcome outcome(HttpClientResponse response) {
        ignoreEndOfBody(response);
        int status = response.statusCode();
        var reason = "http_" + status;
        var detail = "the receiver answered " + status;
        if (status / 100 == 2) {
            return new Delivered();
        }
        if (status == GONE) {
            return new Gone(reason, detail);
        }
        var retryAfter = retryAfter(response.getHeader("Retry-After"), clock.instant());
        if (RETRIED_FOR_A_WHILE.contains(status)) {
            return new Failed(reason, detail, retryAfter, MAX_RETRIES_FOR_A_WHILE);
        }
        return status / 100 == 5 || RETRIED.contains(status)
                ? new Failed(reason, detail, retryAfter)
                : new Refused(reason, detail);
    }

    /** The status counts; the body, which is not read, may well end with the reset. */
    private static void ignoreEndOfBody(HttpClientResponse response) {
        try {
            response.exceptionHandler(endOfBody -> {});
        } catch (IllegalStateException endedBefore) {
            // Then the body cannot end in another way any more. Vert.x has no method to ask for that.
        }
    }

    /** {@code Retry-After} in seconds or as a date; zero if it is absent or malformed. */
    static Duration retryAfter(String value, Instant now) {
        var header = value == null ? "" : value.strip();
        if (header.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(header));
        }
        try {
            var date = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return date.isAfter(now) ? Duration.between(now, date) : Duration.ZERO;
        } catch (DateTimeParseException noDate) {
            return Duration.ZERO;
        }
    }

    /** Without the exception's message, which may contain the address. */
    private Future<Outcome> unreachable(Throwable failure) {
        if (failure instanceof TimeoutException || failure instanceof ConnectTimeoutException) {
            return Future.succeededFuture(new Failed("timeout", "no answer in time" + viaProxy()));
        }
        if (failure instanceof ProxyConnectException) {
            var status = PROXY_STATUS.matcher(String.valueOf(failure.getMessage()));
            return Future.succeededFuture(new Failed(
                    "unreachable", status.find() ? status.group() + viaProxy() : "not connected" + viaProxy()));
        }
        if (failure instanceof IOException || failure instanceof VertxException) {
            var kind = failure instanceof ConnectException ? ConnectException.class : failure.getClass();
            return Future.succeededFuture(new Failed("unreachable", kind.getSimpleName() + viaProxy()));
        }
        return Future.failedFuture(failure);
    }

    private String viaProxy() {
        return endpoint.proxy().isPresent() ? ", through the proxy (footfall.alerts.delivery.https-proxy)" : "";
    }
}
