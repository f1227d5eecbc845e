package io.footfall.benchmarks.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.benchmarks.process.Await;
import io.footfall.benchmarks.report.Figures;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.parsetools.RecordParser;
import java.io.IOException;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;

/** Clients of the dashboard's stream, all on one event loop. */
final class StreamClients implements AutoCloseable {
    private static final int CONNECTING = 100;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient http;
    private final int port;
    private final int number;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final AtomicReference<UpdateDelays> delays = new AtomicReference<>(new UpdateDelays());
    private int requested;

    /** Connects this number of clients, a hundred at a time. */
    StreamClients(int port, int number) throws Exception {
        this.port = port;
        this.number = number;
        http = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(number));
        vertx.runOnContext(go -> {
            for (var first = 0; first < CONNECTING; first++) {
                connectNext();
            }
        });
        Await.until("not all of %,d streams have opened".formatted(number), () -> {
            checkFailure();
            return open.get() == number;
        });
    }

    private void connectNext() {
        if (requested < number) {
            requested++;
            http.request(HttpMethod.GET, port, "127.0.0.1", "/stream")
                    .compose(request ->
                            request.putHeader("Accept", "text/event-stream").send())
                    .onSuccess(this::opened)
                    .onFailure(this::failed);
        }
    }

    private void opened(HttpClientResponse response) {
        if (response.statusCode() != 200) {
            failed(new IOException("a stream was answered with " + response.statusCode()));
            return;
        }
        open.incrementAndGet();
        response.handler(RecordParser.newDelimited("\n", this::received));
        response.endHandler(end -> failed(new IOException("the dashboard has ended a stream")));
        connectNext();
    }

    private void received(Buffer line) {
        if (line.length() > 4 && line.getByte(0) == 'i' && line.getByte(1) == 'd') {
            var id = line.toString(UTF_8);
            delays.get().received(Long.parseLong(id.substring(id.lastIndexOf('-') + 1)), System.nanoTime());
        }
    }

    private void failed(Throwable problem) {
        failure.compareAndSet(null, problem);
    }

    private void checkFailure() throws IOException {
        if (failure.get() != null) {
            throw new IOException("a client has failed", failure.get());
        }
    }

    /** Begins to measure: earlier updates do not count. */
    void measure() {
        delays.set(new UpdateDelays());
    }

    /** The figures since {@link #measure}. */
    Figures figures() throws IOException {
        checkFailure();
        return delays.get().figures(number);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** How much later than the first client each client gets an update. */
    static final class UpdateDelays {
        static final String UPDATES = "updates";

        private final NavigableMap<Long, Arrivals> updates = new TreeMap<>();

        private record Arrivals(long first, Histogram millis) {}

        synchronized void received(long update, long nanos) {
            var arrivals = updates.computeIfAbsent(update, first -> new Arrivals(nanos, new Histogram(3)));
            arrivals.millis().recordValue((nanos - arrivals.first()) / 1_000_000);
        }

        /** Without the first update, which some clients had before, and the newest, which may still be sent to others. */
        synchronized Figures figures(int clients) {
            var complete = updates.values().stream()
                    .limit(Math.max(0, updates.size() - 1))
                    .skip(1)
                    .toList();
            var all = new Histogram(3);
            complete.forEach(arrivals -> all.add(arrivals.millis()));
            var expected = Math.max(1L, (long) complete.size() * clients);
            return new Figures()
                    .range(UPDATES, 0, complete.size())
                    // The dashboard may send a client only the newest of several updates.
                    .range("received %", 1, 100.0 * all.getTotalCount() / expected)
                    .delays(all);
        }
    }
}
