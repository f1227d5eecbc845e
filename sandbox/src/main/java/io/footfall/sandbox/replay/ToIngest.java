package io.footfall.sandbox.replay;

import io.footfall.sandbox.console.Console;
import io.footfall.sandbox.console.EchoLimit;
import io.footfall.sandbox.delivery.Counts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Posts clicks to ingest, one request after the other. What cannot be taken now is sent again until it
 * is; what is refused is split until the clicks at fault stand alone.
 */
final class ToIngest implements Destination {
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final EchoLimit complaints = new EchoLimit(Clock.systemUTC(), 1, Duration.ofSeconds(10));
    private final URI ingest;
    private final Counts counts;
    private final Console console;
    private final CountDownLatch ended;

    ToIngest(URI ingest, Counts counts, Console console, CountDownLatch ended) {
        this.ingest = ingest;
        this.counts = counts;
        this.console = console;
        this.ended = ended;
    }

    @Override
    public void send(List<RecordedClick> clicks) throws InterruptedException {
        var status = answered(body(clicks));
        if (status == 200) {
            counts.accepted(clicks.size());
        } else if (status == 0) {
            counts.unanswered(clicks.size());
        } else if (clicks.size() == 1) {
            counts.refused(1);
        } else {
            var half = clicks.size() / 2;
            send(clicks.subList(0, half));
            send(clicks.subList(half, clicks.size()));
        }
    }

    /** The status that settles it, or 0 if the sandbox was ended before one came. */
    private int answered(byte[] body) throws InterruptedException {
        var wait = FIRST_WAIT;
        while (ended.getCount() > 0) {
            var asked = wait;
            try {
                var response = http.send(request(body), HttpResponse.BodyHandlers.discarding());
                if (!isForLater(response.statusCode())) {
                    return response.statusCode();
                }
                asked = retryAfter(response, wait);
                complain("answers " + response.statusCode());
            } catch (IOException e) {
                complain("cannot be reached");
            }
            if (ended.await(asked.toMillis(), TimeUnit.MILLISECONDS)) {
                return 0;
            }
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
        }
        return 0;
    }

    private static boolean isForLater(int status) {
        return status >= 500 || status == 429 || status == 408;
    }

    private static Duration retryAfter(HttpResponse<?> response, Duration otherwise) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,4}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(otherwise);
    }

    private void complain(String what) {
        if (complaints.admits()) {
            console.complain("replay: ingest " + what + "; trying again until it takes the clicks");
        }
    }

    /** Without a User-Agent ingest takes nobody for a visitor: who they were is not in the file. */
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
