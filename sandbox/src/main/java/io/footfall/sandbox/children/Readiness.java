package io.footfall.sandbox.children;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits until a child answers; whoever ends the sandbox meanwhile ends the waiting. */
public final class Readiness {
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(200);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Duration patience;
    private final CountDownLatch ended;

    public Readiness(Duration patience, CountDownLatch ended) {
        this.patience = patience;
        this.ended = ended;
    }

    /** One look at whether it is ready. */
    @FunctionalInterface
    public interface Probe {
        boolean ready() throws InterruptedException;
    }

    /**
     * Looks again and again until the child is ready.
     *
     * @throws NotReady if the child does not answer in time, or the sandbox is ended
     */
    public void await(Child child, Probe probe) throws InterruptedException, NotReady {
        var deadline = System.nanoTime() + patience.toNanos();
        while (!probe.ready()) {
            if (System.nanoTime() > deadline) {
                throw new NotReady("%s was not ready within %d s; its log is %s"
                        .formatted(child.name(), patience.toSeconds(), child.logPath()));
            }
            if (ended.await(BETWEEN_PROBES.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new NotReady("ended before " + child.name() + " was ready");
            }
        }
    }

    /** Ready when the address answers 200. */
    public Probe answers(URI address) {
        var request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(5))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        return () -> {
            try {
                return http.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200;
            } catch (IOException notYet) {
                return false;
            }
        };
    }
}
