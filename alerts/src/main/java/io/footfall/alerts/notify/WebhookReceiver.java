package io.footfall.alerts.notify;

import io.footfall.alerts.notify.Receipt.Delivered;
import io.footfall.alerts.notify.Receipt.Failed;
import io.footfall.events.Alert;
import io.footfall.events.Json;
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
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** An alert in; one POST of it as JSON out: 2xx is delivered, anything else is not, redirects are not followed. */
public final class WebhookReceiver implements Receiver {
    private static final String NAME = "webhook";

    private final URI url;
    private final Duration timeout;
    private final HttpClient client;

    /**
     * @param url an address that {@link WebhookUrl} lets pass
     * @param timeout of one attempt
     */
    public WebhookReceiver(URI url, Duration timeout) {
        this.url = url;
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CompletionStage<Receipt> send(Alert alert) {
        var request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("User-Agent", "footfall-alerts")
                .POST(BodyPublishers.ofByteArray(Json.write(alert)))
                .build();
        return client.sendAsync(request, BodyHandlers.ofInputStream())
                .thenApply(WebhookReceiver::receipt)
                .exceptionallyCompose(WebhookReceiver::notReached);
    }

    private static Receipt receipt(HttpResponse<InputStream> response) {
        int status = response.statusCode();
        try {
            // Unread: a body without end must not hold the attempt open.
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return status / 100 == 2
                ? new Delivered()
                : new Failed(NAME + ":http_" + status, "the receiver answered " + status);
    }

    /** Without the exception's message, which may hold the address. */
    private static CompletionStage<Receipt> notReached(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof HttpTimeoutException) {
            return CompletableFuture.completedStage(new Failed(NAME + ":timeout", "no answer in time"));
        }
        if (cause instanceof IOException) {
            return CompletableFuture.completedStage(
                    new Failed(NAME + ":unreachable", cause.getClass().getSimpleName()));
        }
        return CompletableFuture.failedStage(cause);
    }
}
