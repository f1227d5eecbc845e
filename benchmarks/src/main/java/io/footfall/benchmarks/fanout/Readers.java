package io.footfall.benchmarks.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.parsetools.RecordParser;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;

/** Readers of the dashboard's stream; all on one thread, so that what they note needs no lock until it is asked for. */
final class Readers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int AT_A_TIME = 100;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient http;
    private final int port;
    private final int number;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Map<Long, Arrivals> states = new TreeMap<>();
    private int asked;

    /** Connects so many, a hundred at a time. */
    Readers(int port, int number) throws IOException, InterruptedException {
        this.port = port;
        this.number = number;
        http = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(number));
        vertx.runOnContext(go -> {
            for (var first = 0; first < AT_A_TIME; first++) {
                connectNext();
            }
        });
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (open.get() < number) {
            complain();
            if (System.nanoTime() > deadline) {
                throw new IOException("%d of %d streams have opened within %s".formatted(open.get(), number, PATIENCE));
            }
            Thread.sleep(20);
        }
    }

    private void connectNext() {
        if (asked < number) {
            asked++;
            http.request(HttpMethod.GET, port, "127.0.0.1", "/stream")
                    .compose(request ->
                            request.putHeader("Accept", "text/event-stream").send())
                    .onSuccess(this::opened)
                    .onFailure(problem -> failure.compareAndSet(null, problem));
        }
    }

    private void opened(HttpClientResponse response) {
        if (response.statusCode() != 200) {
            failure.compareAndSet(null, new IOException("a stream was answered with " + response.statusCode()));
            return;
        }
        open.incrementAndGet();
        response.handler(RecordParser.newDelimited("\n", this::heard));
        response.endHandler(
                end -> failure.compareAndSet(null, new IOException("the dashboard has ended a stream that was read")));
        connectNext();
    }

    private void heard(Buffer line) {
        if (line.length() > 4 && line.getByte(0) == 'i' && line.getByte(1) == 'd') {
            var id = line.toString(UTF_8);
            states.computeIfAbsent(Long.parseLong(id.substring(id.lastIndexOf('-') + 1)), first -> new Arrivals())
                    .add();
        }
    }

    /** Forgets what was heard so far. */
    void measure() {
        onThread(states::clear);
    }

    /** How often a state came to a reader, and how much later than to the first, ms; of states that all could hear of. */
    Heard heard() throws IOException {
        complain();
        var result = new AtomicReference<Heard>();
        onThread(() -> {
            var delays = new Histogram(3);
            // Some had the first before, and the newest may be on its way to others.
            var whole = states.values().stream()
                    .limit(Math.max(0, states.size() - 1))
                    .skip(1)
                    .toList();
            whole.forEach(arrivals -> delays.add(arrivals.delays));
            result.set(new Heard(whole.size(), delays));
        });
        return result.get();
    }

    private void onThread(Runnable task) {
        Future.<Void>future(promise -> vertx.runOnContext(go -> {
                    task.run();
                    promise.complete();
                }))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void complain() throws IOException {
        if (failure.get() != null) {
            throw new IOException("a reader has failed", failure.get());
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** @param states of the board that were told meanwhile */
    record Heard(int states, Histogram delays) {}

    /** Of one state. */
    private static final class Arrivals {
        private final long first = System.nanoTime();
        private final Histogram delays = new Histogram(3);

        void add() {
            delays.recordValue((System.nanoTime() - first) / 1_000_000);
        }
    }
}
