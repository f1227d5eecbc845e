package io.footfall.sandbox.replay;

import io.footfall.sandbox.console.Console;
import io.footfall.sandbox.console.EchoLimit;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Posts bodies to ingest, one request at a time. Retries while ingest is down or overloaded. */
final class IngestClient {
    private static final Duration FIRST_DELAY = Duration.ofMillis(250);
    private static final Duration MAX_DELAY = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final EchoLimit warnings = new EchoLimit(Clock.systemUTC(), 1, Duration.ofSeconds(10));
    private final URI ingest;
    private final Console console;
    private final CountDownLatch stopping;

    IngestClient(URI ingest, Console console, CountDownLatch stopping) {
        this.ingest = ingest;
        this.console = console;
        this.stopping = stopping;
    }

    /** The final response, or empty if the sandbox was stopped before. */
    Optional<HttpResponse<String>> postUntilAccepted(byte[] body, String type) throws InterruptedException {
        var backoff = FIRST_DELAY;
        while (stopping.getCount() > 0) {
            var delay = backoff;
            try {
                var response = http.send(request(body, type), HttpResponse.BodyHandlers.ofString());
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
    private HttpRequest request(byte[] body, String type) {
        return HttpRequest.newBuilder(ingest)
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofMinutes(1))
                .header("Content-Type", type)
                .header("User-Agent", "")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }
}
