package io.footfall.alerts.notify.webhook;

import io.footfall.alerts.notify.Notification;
import io.footfall.alerts.notify.Notifier;
import io.footfall.alerts.notify.Outcome;
import io.footfall.alerts.notify.Outcome.Delivered;
import io.footfall.alerts.notify.Outcome.Failed;
import io.footfall.alerts.notify.Outcome.Gone;
import io.footfall.alerts.notify.Outcome.Refused;
import io.footfall.events.text.ShortHash;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Posts notifications as signed JSON. 2xx means delivered; redirects are not followed. */
public final class WebhookNotifier implements Notifier {
    /** Client errors (4xx) that are retried. */
    private static final Set<Integer> RETRIED = Set.of(408, 425, 429);

    private static final int GONE = 410;

    private final URI url;
    private final WebhookPayload payload;
    private final WebhookSignature signature;
    private final Duration timeout;
    private final Clock clock;
    private final HttpClient client;

    /**
     * Creates a notifier for one address.
     *
     * @param url validated by {@link WebhookUrl}
     * @param timeout of one attempt
     */
    public WebhookNotifier(
            URI url,
            WebhookPayload payload,
            WebhookSignature signature,
            HttpClient client,
            Duration timeout,
            Clock clock) {
        this.url = url;
        this.payload = payload;
        this.signature = signature;
        this.client = client;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** The HTTP client that all webhooks share. */
    public static HttpClient.Builder client(Duration timeout) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout);
    }

    @Override
    public CompletableFuture<Outcome> send(Notification notification) {
        var body = payload.bytes(notification);
        var now = clock.instant();
        var request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("User-Agent", "footfall-alerts")
                .header("webhook-id", notification.id())
                .header("webhook-timestamp", Long.toString(now.getEpochSecond()));
        var signed = signature.of(notification.id(), now, body);
        if (!signed.isEmpty()) {
            request.header("webhook-signature", signed);
        }
        return client.sendAsync(request.POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofInputStream())
                .thenApply(this::outcome)
                .exceptionally(WebhookNotifier::unreachable);
    }

    @Override
    public String addressHash() {
        return ShortHash.of(url.toString());
    }

    private Outcome outcome(HttpResponse<InputStream> response) {
        int status = response.statusCode();
        try {
            // Unread: an endless body must not keep the attempt open.
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var reason = "http_" + status;
        var detail = "the receiver answered " + status;
        if (status / 100 == 2) {
            return new Delivered();
        }
        if (status == GONE) {
            return new Gone(reason, detail);
        }
        return status / 100 == 5 || RETRIED.contains(status)
                ? new Failed(reason, detail, retryAfter(response, clock.instant()))
                : new Refused(reason, detail);
    }

    /** {@code Retry-After} in seconds or as a date; zero if it is absent or malformed. */
    static Duration retryAfter(HttpResponse<?> response, Instant now) {
        var header = response.headers().firstValue("Retry-After").orElse("").strip();
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
    private static Outcome unreachable(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof HttpTimeoutException) {
            return new Failed("timeout", "no answer in time");
        }
        if (cause instanceof IOException) {
            return new Failed("unreachable", cause.getClass().getSimpleName());
        }
        throw failure instanceof RuntimeException unexpected ? unexpected : new CompletionException(failure);
    }
}
