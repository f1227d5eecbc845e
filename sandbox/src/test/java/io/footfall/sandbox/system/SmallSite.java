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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A website with an origin of its own. Every path is a long article with the tracker's tag and the documented content
 * security policy. What is below {@code /stats/} is forwarded to ingest.
 */
final class SmallSite implements AutoCloseable {
    private static final String PARAGRAPH = """
            <p>Whoever reads this has scrolled, and whoever has scrolled wants to know how it ends. It does not end
            here, because an article that fits on a screen would show nothing of how far people read. So it goes on,
            from one paragraph to the next, without saying much.</p>
            """;

    private static final String PROXY = "/stats/";

    private final URI ingest;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClients.http1();
    private final Map<String, String> tags = new ConcurrentHashMap<>();

    SmallSite(URI ingest) throws IOException {
        this.ingest = ingest;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.createContext(PROXY, this::forward);
        server.setExecutor(threads);
        server.start();
    }

    /** Address of a page. */
    String page(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** Address of a page whose script tag has attributes. */
    String page(String path, String tagAttributes) {
        return pageWith(path, tag(tagAttributes));
    }

    /** Address of a page whose head begins with other elements than the tracker's tag. */
    String pageWith(String path, String head) {
        tags.put(URI.create(path).getPath(), head);
        return page(path);
    }

    /** The tracker's tag. */
    String tag(String tagAttributes) {
        return "<script defer src=\"%s/tracker.js\" %s></script>".formatted(ingest, tagAttributes);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var page = html(path).getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html;charset=utf-8");
            exchange.getResponseHeaders()
                    .set(
                            "Content-Security-Policy",
                            "default-src 'none'; img-src data:; script-src %1$s; connect-src %1$s"
                                    .formatted(tags.containsKey(path) ? ingest + " 'self'" : ingest));
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        }
    }

    /** Does what a proxy of the site does that has ingest below a folder. */
    private void forward(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().toString().substring(PROXY.length() - 1);
            var body = HttpRequest.BodyPublishers.ofByteArray(
                    exchange.getRequestBody().readAllBytes());
            var request = HttpRequest.newBuilder(ingest.resolve(path)).method(exchange.getRequestMethod(), body);
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            answer.headers().firstValue("Content-Type").ifPresent(type -> exchange.getResponseHeaders()
                    .set("Content-Type", type));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String html(String path) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                %s
                <title>Title of %s</title>
                <link rel="icon" href="data:,">
                </head>
                <body>
                <h1>%2$s</h1>
                <a href="%2$s/next">Next</a>
                %s
                </body>
                </html>
                """.formatted(tags.getOrDefault(path, tag("")), path, PARAGRAPH.repeat(80));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
