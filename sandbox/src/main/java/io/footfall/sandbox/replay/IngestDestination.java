package io.footfall.sandbox.replay;

import io.footfall.events.Json;
import io.footfall.sandbox.console.Console;
import io.footfall.sandbox.console.EchoLimit;
import io.footfall.sandbox.delivery.DeliveryCounts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Posts clicks to ingest, one request at a time. Retries while ingest is down or overloaded. Splits a rejected request
 * until only the invalid clicks are rejected.
 */
final class IngestDestination implements ReplayDestination {
    private static final Duration FIRST_DELAY = Duration.ofMillis(250);
    private static final Duration MAX_DELAY = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final EchoLimit warnings = new EchoLimit(Clock.systemUTC(), 1, Duration.ofSeconds(10));
    private final URI ingest;
    private final DeliveryCounts counts;
    private final RejectedClicks rejected;
    private final Console console;
    private final CountDownLatch stopping;

    IngestDestination(
            URI ingest, DeliveryCounts counts, RejectedClicks rejected, Console console, CountDownLatch stopping) {
        this.ingest = ingest;
        this.counts = counts;
        this.rejected = rejected;
        this.console = console;
        this.stopping = stopping;
    }

    @Override
    public void send(List<RecordedClick> clicks) throws InterruptedException {
        var response = postUntilAccepted(body(clicks));
        if (response.isEmpty()) {
            counts.unanswered(clicks.size());
        } else if (response.get().statusCode() == 200) {
            counts.accepted(clicks.size());
        } else if (clicks.size() == 1) {
            rejected.add(clicks.get(0).line(), reason(response.get()));
        } else {
            var half = clicks.size() / 2;
            send(clicks.subList(0, half));
            send(clicks.subList(half, clicks.size()));
        }
    }

    private static String reason(HttpResponse<String> response) {
        var status = "ingest answered " + response.statusCode();
        try {
            var message = Json.MAPPER.readTree(response.body()).path("message").asText();
            return message.isEmpty() ? status : status + ": " + message;
        } catch (IOException notOfIngest) {
            return status;
        }
    }

    /** The final response, or empty if the sandbox was stopped before. */
    private Optional<HttpResponse<String>> postUntilAccepted(byte[] body) throws InterruptedException {
        var backoff = FIRST_DELAY;
        while (stopping.getCount() > 0) {
            var delay = backoff;
            try {
                var response = http.send(request(body), HttpResponse.BodyHandlers.ofString());
                if (!isRetryable(response.statusCode())) {
                    return Optional.of(response);
                }
                delay = retryAfter(response, backoff);
                warn("answered " + response.statusCode());
            } catch (IOException e) {
                warn("cannot be reached");
            }
            if (stopping.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
            backoff = backoff.multipliedBy(2).compareTo(MAX_DELAY) < 0 ? backoff.multipliedBy(2) : MAX_DELAY;
        }
        return Optional.empty();
    }

    private static boolean isRetryable(int status) {
        return status >= 500 || status == 429 || status == 408;
    }

    private static Duration retryAfter(HttpResponse<?> response, Duration backoff) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,4}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(backoff);
    }

    private void warn(String problem) {
        if (warnings.tryAcquire()) {
            console.printError("replay: ingest at %s %s; retrying".formatted(ingest, problem));
        }
    }

    /** Without a User-Agent, ingest counts no visitor: the file does not say who clicked. */
    private HttpRequest request(byte[] body) {
        return HttpRequest.newBuilder(ingest)
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofMinutes(1))
                .header("Content-Type", "application/json")
                .header("User-Agent", "")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    private static byte[] body(List<RecordedClick> clicks) {
        if (clicks.size() == 1) {
            return clicks.get(0).bytes();
        }
        var body = new ByteArrayOutputStream();
        var separator = '[';
        for (var click : clicks) {
            body.write(separator);
            body.writeBytes(click.bytes());
            separator = ',';
        }
        body.write(']');
        return body.toByteArray();
    }

    @Override
    public void close() {}
}
