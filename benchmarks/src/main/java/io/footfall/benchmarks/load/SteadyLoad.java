package io.footfall.benchmarks.load;

import static io.vertx.core.http.HttpMethod.POST;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.RequestOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Single clicks at a steady rate, whatever the server does: each carries the time at which it was due, and is counted
 * from then, so that a server that stalls does not make its own figures look better. One thread sends and hears all.
 */
public final class SteadyLoad implements AutoCloseable {
    /** So many that a click hardly ever waits for one, even if each answer takes a tenth of a second. */
    public static final int CONNECTIONS = 512;

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** Well before ingest ends a connection that is idle, or the next click is sent into it just then. */
    private static final int KEPT_SECONDS = 30;

    private static final int TEXTS = 4_096;
    private static final long TICK_MILLIS = 5;
    private static final int SEED = 20180113;
    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final ClickText[] texts =
            IntStream.range(0, TEXTS).mapToObj(text -> ClickText.random(random)).toArray(ClickText[]::new);
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient http = vertx.createHttpClient(new HttpClientOptions()
            .setMaxPoolSize(CONNECTIONS)
            .setMaxWaitQueueSize(-1)
            .setKeepAliveTimeout(KEPT_SECONDS));
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Promise<Void> allAnswered = Promise.promise();
    private final Histogram answers = new ConcurrentHistogram(3);
    private final int port;
    private final int clicksASecond;
    private final long began = System.currentTimeMillis();
    private final long timer;
    private volatile long measuredFrom = Long.MAX_VALUE;
    private long ofMarket;
    private int sent;
    private int unanswered;
    private boolean hasEnded;

    /**
     * Begins at once.
     *
     * @param port of ingest, on loopback
     */
    public SteadyLoad(int port, int clicksASecond) {
        this.port = port;
        this.clicksASecond = clicksASecond;
        timer = vertx.setPeriodic(TICK_MILLIS, tick -> sendDue());
    }

    /**
     * Keeps answers to clicks that are due from a moment on.
     *
     * @param from which is still to come, ms since the epoch
     */
    public void measure(long from) {
        measuredFrom = from;
    }

    /** How many of the clicks that were due since then are of the market, those of other senders not counted; after the end. */
    public long ofMarket() {
        return ofMarket;
    }

    private void sendDue() {
        while (due(sent) <= System.currentTimeMillis()) {
            var text = texts[sent % TEXTS];
            var body = ByteBuffer.allocate(text.length());
            text.write(body, due(sent), sent);
            post(Buffer.buffer(body.array()), due(sent), Map.of());
            ofMarket += due(sent) >= measuredFrom && text.isOfMarket() ? 1 : 0;
            sent++;
        }
    }

    private long due(long click) {
        return began + click * 1_000 / clicksASecond;
    }

    /** Sends one more click, of its sender's own, between the others. */
    public void post(String click, Map<String, String> headers) {
        vertx.runOnContext(go -> post(Buffer.buffer(click), System.currentTimeMillis(), headers));
    }

    private void post(Buffer body, long due, Map<String, String> headers) {
        var options = new RequestOptions()
                .setMethod(POST)
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI("/clicks")
                .putHeader("Content-Type", "application/json")
                .putHeader("User-Agent", BROWSER)
                .putHeader("X-Forwarded-For", address());
        headers.forEach(options::putHeader);
        unanswered++;
        http.request(options)
                .compose(request -> request.send(body))
                .onSuccess(answer -> answered(answer.statusCode(), due))
                .onFailure(problem -> failure.compareAndSet(null, problem))
                .onComplete(done -> oneLess());
    }

    private void oneLess() {
        unanswered--;
        if (unanswered == 0 && hasEnded) {
            allAnswered.complete();
        }
    }

    /** Of one of thousands of visitors. */
    private String address() {
        return "81.%d.%d.1".formatted(random.nextInt(256), random.nextInt(100));
    }

    private void answered(int status, long due) {
        if (status != 200) {
            failure.compareAndSet(null, new IllegalStateException("a click was answered with " + status));
        }
        if (due >= measuredFrom) {
            answers.recordValue(System.currentTimeMillis() - due);
        }
    }

    /** Ends when all clicks are answered, and tells how long answers took, ms; fails if a click was not taken. */
    public Histogram end() {
        vertx.runOnContext(go -> stopSending());
        allAnswered
                .future()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        if (failure.get() != null) {
            throw new IllegalStateException("the load has failed", failure.get());
        }
        return answers;
    }

    private void stopSending() {
        vertx.cancelTimer(timer);
        hasEnded = true;
        if (unanswered == 0) {
            allAnswered.complete();
        }
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
