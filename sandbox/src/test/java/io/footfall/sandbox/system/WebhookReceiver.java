package io.footfall.sandbox.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.footfall.testing.Schemas;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP server that receives webhooks and verifies their signatures. */
final class WebhookReceiver implements AutoCloseable {
    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    WebhookReceiver() throws IOException {
        this(WebhookReceiver::take);
    }

    WebhookReceiver(Responder responder) throws IOException {
        this(0, responder);
    }

    /** A receiver on a port that was chosen before. */
    static WebhookReceiver at(int port) throws IOException {
        return new WebhookReceiver(port, WebhookReceiver::take);
    }

    private WebhookReceiver(int port, Responder responder) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                var at = System.nanoTime();
                var id = exchange.getRequestHeaders().getFirst("webhook-id");
                var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                if (responder.answer(exchange)) {
                    posts.add(new Post(at, id, body));
                }
            }
        });
        server.start();
    }

    /**
     * An accepted post.
     *
     * @param at time of arrival, by {@link System#nanoTime}
     */
    record Post(long at, String id, String body) {}

    /** Chooses the response of a receiver. */
    @FunctionalInterface
    interface Responder {
        /** Answers a post. True if the sender may take it for accepted. */
        boolean answer(HttpExchange exchange) throws IOException;
    }

    private static boolean take(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(204, -1);
        return true;
    }

    List<Post> posts() {
        return posts;
    }

    String url() {
        return url(server.getAddress().getPort());
    }

    static String url(int port) {
        return "http://127.0.0.1:" + port + "/alerts";
    }

    /** The bodies of all accepted posts. Fails if one does not follow the schema of webhooks. */
    List<String> received() {
        var bodies = posts.stream().map(Post::body).toList();
        bodies.forEach(body -> Schemas.assertValid("webhook", body));
        return bodies;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
