package io.footfall.sandbox.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A proxy before the dashboard that asks for a login, or whose server is gone: all it then answers is one response. */
final class LoginProxy implements AutoCloseable {
    /** How proxies answer requests without a session; a location or a body where it has one. */
    record Response(int status, String location, String html) {
        static final Response REDIRECT = new Response(302, "http://login.invalid/", "");
        static final Response UNAUTHORIZED = new Response(401, "", "");
        static final Response FORBIDDEN = new Response(403, "", "");
        static final Response LOGIN_PAGE = new Response(200, "", "<form>");
        static final Response BAD_GATEWAY = new Response(502, "", "");
    }

    private static final int BUFFER = 8 * 1024;

    private final URI dashboard;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private volatile Response response;

    LoginProxy(URI dashboard) throws IOException {
        this.dashboard = dashboard;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** Ends all streams, and answers everything like this from now on. */
    void refuseWith(Response answer) {
        refused.clear();
        response = answer;
    }

    /** As after a login. */
    void forward() {
        response = null;
    }

    /** Paths of requests that were not forwarded. */
    List<String> refused() {
        return refused;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer = response;
            if (answer == null) {
                forward(exchange);
            } else {
                refused.add(exchange.getRequestURI().getPath());
                exchange.getResponseHeaders().add("Content-Type", "text/html");
                if (!answer.location().isEmpty()) {
                    exchange.getResponseHeaders().add("Location", answer.location());
                }
                var body = exchange.getRequestMethod().equals("HEAD") ? "" : answer.html();
                exchange.sendResponseHeaders(answer.status(), body.isEmpty() ? -1 : body.length());
                exchange.getResponseBody().write(body.getBytes(UTF_8));
            }
        }
    }

    private void forward(HttpExchange exchange) throws IOException {
        var request = HttpRequest.newBuilder(dashboard.resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.noBody())
                .header("Accept", exchange.getRequestHeaders().getFirst("Accept"));
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            for (var name : List.of("Content-Type", "Content-Security-Policy")) {
                answer.headers().firstValue(name).ifPresent(value -> exchange.getResponseHeaders()
                        .add(name, value));
            }
            var isHead = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.statusCode(), isHead ? -1 : 0);
            try (var body = answer.body()) {
                var bytes = new byte[BUFFER];
                for (var read = body.read(bytes); read >= 0 && response == null; read = body.read(bytes)) {
                    exchange.getResponseBody().write(bytes, 0, read);
                    exchange.getResponseBody().flush();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
