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
        this(WebhookReceiver::take);
    }

    WebhookReceiver(Mood mood) throws IOException {
        this(0, mood);
    }

    /** One that somebody knows the port of before it is there. */
    static WebhookReceiver at(int port) throws IOException {
        return new WebhookReceiver(port, WebhookReceiver::take);
    }

    private WebhookReceiver(int port, Mood mood) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
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

    List<String> received() {
        return posts.stream().map(Post::body).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
