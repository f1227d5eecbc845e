package io.footfall.sandbox.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A website with an origin of its own. Every path is a long article with the tracker's tag and the documented content
 * security policy.
 */
final class SmallSite implements AutoCloseable {
    private static final String PARAGRAPH = """
            <p>Whoever reads this has scrolled, and whoever has scrolled wants to know how it ends. It does not end
            here, because an article that fits on a screen would show nothing of how far people read. So it goes on,
            from one paragraph to the next, without saying much.</p>
            """;

    private final URI ingest;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, String> attributes = new ConcurrentHashMap<>();

    SmallSite(URI ingest) throws IOException {
        this.ingest = ingest;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** Address of a page. */
    String page(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** Address of a page whose script tag has attributes. */
    String page(String path, String tagAttributes) {
        attributes.put(URI.create(path).getPath(), tagAttributes);
        return page(path);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var page = html(exchange.getRequestURI().getPath()).getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html;charset=utf-8");
            exchange.getResponseHeaders()
                    .set(
                            "Content-Security-Policy",
                            "default-src 'none'; img-src data:; script-src %1$s; connect-src %1$s".formatted(ingest));
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        }
    }

    private String html(String path) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <script defer src="%s/tracker.js" %s></script>
                <title>Title of %s</title>
                <link rel="icon" href="data:,">
                </head>
                <body>
                <h1>%3$s</h1>
                <a href="%3$s/next">Next</a>
                %s
                </body>
                </html>
                """.formatted(ingest, attributes.getOrDefault(path, ""), path, PARAGRAPH.repeat(80));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
