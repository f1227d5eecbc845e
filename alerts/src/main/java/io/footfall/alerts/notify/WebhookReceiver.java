package io.footfall.alerts.notify;

import io.footfall.alerts.notify.Outcome.Delivered;
import io.footfall.alerts.notify.Outcome.Failed;
import io.footfall.alerts.notify.Outcome.Gone;
import io.footfall.alerts.notify.Outcome.Refused;
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

/** A notice in; one signed POST of it as JSON out: 2xx is delivered, redirects are not followed. */
public final class WebhookReceiver implements Receiver {
    /** Clients' errors that may pass. */
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    private static final int GONE = 410;

    private final URI url;
    private final Payload payload;
    private final WebhookSignature signature;
    private final Duration timeout;
    private final Clock clock;
    private final HttpClient client;

    /**
     * Posts there.
     *
     * @param url an address that {@link WebhookUrl} lets pass
     * @param timeout of one attempt
     */
    public WebhookReceiver(
            URI url, Payload payload, WebhookSignature signature, HttpClient client, Duration timeout, Clock clock) {
        this.url = url;
        this.payload = payload;
        this.signature = signature;
        this.client = client;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** The client that receivers share; it follows no redirects. */
    public static HttpClient.Builder client(Duration timeout) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout);
    }

    @Override
    public CompletableFuture<Outcome> send(Notice notice) {
        var body = payload.bytes(notice);
        var now = clock.instant();
        var request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("User-Agent", "footfall-alerts")
                .header("webhook-id", notice.id())
                .header("webhook-timestamp", Long.toString(now.getEpochSecond()));
        var signed = signature.of(notice.id(), now, body);
        if (!signed.isEmpty()) {
            request.header("webhook-signature", signed);
        }
        return client.sendAsync(request.POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofInputStream())
                .thenApply(this::outcome)
                .exceptionally(WebhookReceiver::notReached);
    }

    @Override
    public String address() {
        return Address.of(url.toString());
    }

    private Outcome outcome(HttpResponse<InputStream> response) {
        int status = response.statusCode();
        try {
            // Unread: a body without end must not hold the attempt open.
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
        return status / 100 == 5 || PASSING.contains(status)
                ? new Failed(reason, detail, retryAfter(response, clock.instant()))
                : new Refused(reason, detail);
    }

    /** Seconds or a date; anything else asks for nothing. */
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

    /** Without the exception's message, which may hold the address. */
    private static Outcome notReached(Throwable failure) {
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
