package io.footfall.sandbox.children;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits until a child is ready, or the sandbox is stopped. */
public final class ChildReadiness {
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(200);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final Duration timeout;
    private final CountDownLatch stopping;

    public ChildReadiness(Duration timeout, CountDownLatch stopping) {
        this.timeout = timeout;
        this.stopping = stopping;
    }

    /** Checks once whether a child is ready. */
    @FunctionalInterface
    public interface Probe {
        boolean isReady() throws InterruptedException;
    }

    /**
     * Probes the child until it is ready.
     *
     * @throws NotReadyException after the timeout, or when the sandbox is stopped
     */
    public void await(ChildProcess child, Probe probe) throws InterruptedException, NotReadyException {
        var deadline = System.nanoTime() + timeout.toNanos();
        while (!probe.isReady()) {
            if (System.nanoTime() > deadline) {
                throw new NotReadyException("%s was not ready within %d s; its log is %s"
                        .formatted(child.name(), timeout.toSeconds(), child.logPath()));
            }
            if (stopping.await(PROBE_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new NotReadyException("stopped before " + child.name() + " was ready");
            }
        }
        child.ready();
    }

    /** Ready when the address answers 200. */
    public Probe http(URI address) {
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
