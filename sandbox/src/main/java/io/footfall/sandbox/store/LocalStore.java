package io.footfall.sandbox.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.questdb.ServerMain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Main class of the sandbox's InfluxDB-compatible store, QuestDB. Arguments: data directory, port, port of the SQL
 * console.
 */
public final class LocalStore {
    private static final int TEMPORARY_REDIRECT = 307;
    /** By default their threads look for work ten thousand times before they sleep. */
    private static final List<String> POOLS = List.of("SHARED", "WAL_APPLY", "VIEW_COMPILER", "EXPORT");

    private LocalStore() {}

    public static void main(String[] arguments) throws IOException {
        var directory = Path.of(arguments[0]).toAbsolutePath();
        var port = Integer.parseInt(arguments[1]);
        var consolePort = Integer.parseInt(arguments[2]);
        Files.createDirectories(directory);
        var server = ServerMain.create(directory.toString(), settings(port));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
        server.start();
        redirect(consolePort, URI.create("http://127.0.0.1:" + port));
    }

    private static Map<String, String> settings(int port) {
        var settings = new HashMap<>(Map.of(
                "QDB_HTTP_BIND_TO", "127.0.0.1:" + port,
                "QDB_HTTP_MIN_ENABLED", "false",
                "QDB_PG_ENABLED", "false",
                "QDB_LINE_TCP_ENABLED", "false",
                "QDB_LINE_UDP_ENABLED", "false",
                "QDB_TELEMETRY_ENABLED", "false",
                "QDB_CAIRO_MAT_VIEW_ENABLED", "false",
                "QDB_SHARED_WORKER_COUNT", "2",
                "QDB_CAIRO_WAL_SEGMENT_ROLLOVER_SIZE", "8388608"));
        for (var pool : POOLS) {
            settings.put("QDB_" + pool + "_WORKER_YIELD_THRESHOLD", "5");
            settings.put("QDB_" + pool + "_WORKER_NAP_THRESHOLD", "10");
            settings.put("QDB_" + pool + "_WORKER_SLEEP_THRESHOLD", "20");
            settings.put("QDB_" + pool + "_WORKER_SLEEP_TIMEOUT", "20");
        }
        return settings;
    }

    /** QuestDB serves its SQL console on the port for writes; its usual console port redirects there. */
    private static void redirect(int from, URI to) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), from), 0);
        server.createContext("/", exchange -> redirect(exchange, to));
        server.start();
    }

    private static void redirect(HttpExchange exchange, URI to) throws IOException {
        try (exchange) {
            var location = to + exchange.getRequestURI().toString();
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(TEMPORARY_REDIRECT, -1);
        }
    }
}
