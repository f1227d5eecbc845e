package io.footfall.sandbox.system;

import static io.footfall.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.footfall.sandbox.RunningSandbox;
import io.footfall.testing.HttpClients;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends ten clicks every 50 ms whatever happens to the system. Every click has a unique address. Some are out of the
 * market, on a management page, without fields, or have clocks that have jumped by some minutes or a day.
 */
final class SteadyClicks implements AutoCloseable {
    static final String FORBIDDEN = "/wp-login.php";
    static final String NO_ANSWER = "no answer";

    private static final String PATHS = "/steady/";
    private static final int AT_ONCE = 10;
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final int MINUTES = Math.toIntExact(Duration.ofMinutes(10).toMillis());

    private final URI address;
    private final Random random;
    private final HttpClient http = HttpClients.http1();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> answers = new ConcurrentSkipListMap<>();
    private final ScheduledFuture<?> sending;

    SteadyClicks(RunningSandbox sandbox, long seed) {
        address = sandbox.address("ingest").resolve("/clicks");
        random = new Random(seed);
        sending = clock.scheduleAtFixedRate(this::post, 0, 50, TimeUnit.MILLISECONDS);
    }

    /** Paths of all acknowledged clicks. */
    Set<String> acknowledged() {
        return acknowledged;
    }

    /** Waits until a click that is sent from now on is acknowledged. */
    void awaitAcknowledged() {
        var sent = numbers.get();
        await().atMost(PATIENCE).until(() -> acknowledged.stream().anyMatch(path -> number(path) > sent));
    }

    /** Number of arrays by response. */
    Map<String, Integer> answers() {
        return answers;
    }

    private void post() {
        var paths = new ArrayList<String>();
        var clicks = new ArrayList<String>();
        for (var i = 0; i < AT_ONCE; i++) {
            var path = PATHS + numbers.incrementAndGet();
            paths.add(path);
            clicks.add(click(path));
        }
        var sent = http.sendAsync(
                HttpRequest.newBuilder(address)
                        .timeout(Duration.ofSeconds(20))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("[" + String.join(",", clicks) + "]"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        open.incrementAndGet();
        var unused = sent.whenComplete((answer, failure) -> note(paths, answer, failure));
    }

    private void note(List<String> paths, HttpResponse<String> answer, Throwable failure) {
        answers.merge(failure == null ? "HTTP " + answer.statusCode() : nameOf(failure), 1, Integer::sum);
        if (failure == null && answer.statusCode() == 200) {
            acknowledged.addAll(paths);
        }
        open.decrementAndGet();
    }

    /** Connection failures are expected; everything else is a bug of the test. */
    private static String nameOf(Throwable failure) {
        var cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof IOException ? NO_ANSWER : cause.toString();
    }

    private static int number(String path) {
        return Integer.parseInt(path.substring(PATHS.length()));
    }

    private String click(String path) {
        var now = System.currentTimeMillis();
        return switch (random.nextInt(40)) {
            case 0 -> LiveClicks.opening(path, now + DAY);
            case 1 -> LiveClicks.opening(path, now - DAY);
            case 2 -> LiveClicks.opening(path).replace("\"visitor_platform\":\"desktop\",", "");
            case 3 -> LiveClicks.opening(FORBIDDEN + "?" + path);
            case 4, 5, 6, 7, 8 -> LiveClicks.opening(path).replace("\"BE\"", "\"FR\"");
            case 9 -> LiveClicks.opening(path, now + random.nextInt(-MINUTES, MINUTES));
            default -> LiveClicks.opening(path);
        };
    }

    /** Stops sending, and waits for all responses or timeouts. Fails if sending has failed. */
    @Override
    public void close() {
        clock.shutdown();
        await().atMost(PATIENCE).until(() -> clock.isTerminated() && open.get() == 0);
        // Stopping the timer cancels it. If it is done otherwise, it has failed.
        if (!sending.isCancelled()) {
            assertThatCode(sending::get).doesNotThrowAnyException();
        }
    }
}
