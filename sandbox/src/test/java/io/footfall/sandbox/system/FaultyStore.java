package io.footfall.sandbox.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.footfall.testing.HttpClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A proxy of the store that injects faults. */
final class FaultyStore implements AutoCloseable {
    private static final List<String> PASSED_ON = List.of("Content-Type", "Content-Encoding", "Authorization");

    /** OkHttp's default, which the processor's client does not change. */
    private static final Duration CLIENTS_TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient http = HttpClients.http1();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger spoilt = new AtomicInteger();
    private final Set<ByteBuffer> unacknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger sentAgain = new AtomicInteger();
    private final HttpServer server;
    private final URI store;
    private volatile Fault fault = Fault.WELL;

    /** Kinds of faults. */
    enum Fault {
        WELL,
        /** 429 with Retry-After. */
        TOO_MANY_REQUESTS,
        /** 500 at once. */
        BROKEN,
        /** The store's own response after three seconds. */
        SLOW,
        /** The store has the points, but its response arrives after the client's timeout. */
        TOO_SLOW,
        /** The store has the points, but the connection is closed without a response. */
        HALF_CLOSED,
        /** The store has the points, but the response is an error that breaks off. */
        BROKEN_OFF
    }

    FaultyStore(URI store) throws IOException {
        this.store = store;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange, exchange.getRequestBody().readAllBytes());
            }
        });
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void fault(Fault next) {
        spoilt.set(0);
        fault = next;
    }

    /** Requests that have failed since the fault was set. */
    int spoilt() {
        return spoilt.get();
    }

    /** Stored batches that were not acknowledged and have not been sent again. */
    int unacknowledged() {
        return unacknowledged.size();
    }

    /** Batches that were sent again because they had not been acknowledged. */
    int sentAgain() {
        return sentAgain.get();
    }

    private void answer(HttpExchange exchange, byte[] body) throws IOException {
        if (unacknowledged.remove(ByteBuffer.wrap(body))) {
            sentAgain.incrementAndGet();
        }
        var now = fault;
        switch (now) {
            case WELL -> passOn(exchange, body);
            case TOO_MANY_REQUESTS -> {
                exchange.getResponseHeaders().set("Retry-After", "1");
                exchange.sendResponseHeaders(429, -1);
            }
            case BROKEN -> exchange.sendResponseHeaders(500, -1);
            case SLOW -> {
                pause(Duration.ofSeconds(3));
                passOn(exchange, body);
            }
            case TOO_SLOW -> {
                keep(exchange, body);
                pause(CLIENTS_TIMEOUT.plusSeconds(1));
            }
            case HALF_CLOSED -> keep(exchange, body);
            case BROKEN_OFF -> {
                keep(exchange, body);
                exchange.sendResponseHeaders(500, 1_000);
                exchange.getResponseBody().write("{\"message\": ".getBytes(UTF_8));
                exchange.getResponseBody().flush();
            }
        }
        if (now != Fault.WELL) {
            spoilt.incrementAndGet();
        }
    }

    private void keep(HttpExchange exchange, byte[] body) throws IOException {
        ask(exchange, body);
        unacknowledged.add(ByteBuffer.wrap(body));
    }

    private static void pause(Duration duration) {
        var later = CompletableFuture.delayedExecutor(duration.toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture.runAsync(() -> {}, later).join();
    }

    private void passOn(HttpExchange exchange, byte[] body) throws IOException {
        var answer = ask(exchange, body);
        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
    }

    private HttpResponse<byte[]> ask(HttpExchange exchange, byte[] body) throws IOException {
        var request = HttpRequest.newBuilder(store.resolve(exchange.getRequestURI()))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(30))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        for (var name : PASSED_ON) {
            var value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
