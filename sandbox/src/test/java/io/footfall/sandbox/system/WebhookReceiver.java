package io.footfall.sandbox.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A program that receives webhooks, as a user would write one. */
final class WebhookReceiver implements AutoCloseable {
    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    WebhookReceiver() throws IOException {
        this(exchange -> {
            exchange.sendResponseHeaders(204, -1);
            return true;
        });
    }

    WebhookReceiver(Mood mood) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                var at = System.nanoTime();
                var id = exchange.getRequestHeaders().getFirst("webhook-id");
                var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                if (mood.answer(exchange)) {
                    posts.add(new Post(at, id, body));
                }
            }
        });
        server.start();
    }

    /**
     * What was posted and taken.
     *
     * @param at when, by {@link System#nanoTime}
     */
    record Post(long at, String id, String body) {}

    /** How a receiver answers. */
    @FunctionalInterface
    interface Mood {
        /** Answers in some way; whether the sender may think that the post was taken. */
        boolean answer(HttpExchange exchange) throws IOException;
    }

    List<Post> posts() {
        return posts;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/alerts";
    }

    List<String> received() {
        return posts.stream().map(Post::body).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
