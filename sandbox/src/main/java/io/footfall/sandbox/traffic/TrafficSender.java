package io.footfall.sandbox.traffic;

import io.footfall.sandbox.delivery.DeliveryCounts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Sends simulated clicks to ingest, each at its time and without a retry, as a browser does. */
public final class TrafficSender {
    private static final int MAX_IN_FLIGHT = 256;
    private static final long STEP_MILLIS = 50;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);
    private final TrafficSimulator simulator;
    private final URI ingest;
    private final Clock clock;
    private final DeliveryCounts counts;

    public TrafficSender(TrafficSimulator simulator, URI ingest, Clock clock, DeliveryCounts counts) {
        this.simulator = simulator;
        this.ingest = ingest;
        this.clock = clock;
        this.counts = counts;
    }

    /** Sends until the latch is released. */
    public void run(CountDownLatch stopping) throws InterruptedException {
        var start = clock.instant();
        while (!stopping.await(STEP_MILLIS, TimeUnit.MILLISECONDS)) {
            for (var click : simulator.until(Duration.between(start, clock.instant()))) {
                inFlight.acquire();
                send(click);
            }
        }
    }

    private void send(PlannedClick click) {
        counts.sent(1);
        var unused = http.sendAsync(request(click), HttpResponse.BodyHandlers.discarding())
                .whenComplete((response, failure) -> {
                    inFlight.release();
                    count(failure == null ? response.statusCode() : 0);
                });
    }

    private HttpRequest request(PlannedClick click) {
        return HttpRequest.newBuilder(ingest)
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .header("User-Agent", click.visitor().userAgent())
                .header("X-Forwarded-For", click.visitor().address())
                .POST(HttpRequest.BodyPublishers.ofByteArray(click.body(clock.millis())))
                .build();
    }

    private void count(int status) {
        if (status == 200) {
            counts.accepted(1);
        } else if (status >= 400 && status < 500 && status != 429) {
            counts.rejected(1);
        } else {
            counts.unanswered(1);
        }
    }
}
