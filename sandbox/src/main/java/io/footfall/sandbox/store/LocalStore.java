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
import java.util.Map;

/**
 * Main class of the sandbox's InfluxDB-compatible store, QuestDB. Arguments: data directory, port, port of the SQL
 * console.
 */
public final class LocalStore {
    private static final int TEMPORARY_REDIRECT = 307;
    /**
     * How long the threads of each pool sleep when they have nothing to do, ms. By default they look for work ten thousand
     * times before they sleep. The first two are on the way of a point; the others have nothing to do here.
     */
    private static final Map<String, Integer> POOLS =
            Map.of("SHARED", 20, "WAL_APPLY", 20, "VIEW_COMPILER", 100, "EXPORT", 100);

    /** By default each commit is a dozen lines, and to write them costs a third of all CPU. */
    private static final String LOG_SETTINGS = """
            writers=stdout
            w.stdout.class=io.questdb.log.LogConsoleWriter
            w.stdout.level=ERROR
            """;

    /** System property of QuestDB: the file with the settings of its log. */
    private static final String LOG_SETTINGS_FILE = "out";

    private LocalStore() {}

    public static void main(String[] arguments) throws IOException {
        var directory = Path.of(arguments[0]).toAbsolutePath();
        var port = Integer.parseInt(arguments[1]);
        var consolePort = Integer.parseInt(arguments[2]);
        var log = Files.createDirectories(directory.resolve("conf")).resolve("log.conf");
        System.setProperty(
                LOG_SETTINGS_FILE, Files.writeString(log, LOG_SETTINGS).toString());
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
                "QDB_CAIRO_WAL_SEGMENT_ROLLOVER_SIZE", "8388608"));
        POOLS.forEach((pool, sleep) -> {
            settings.put("QDB_" + pool + "_WORKER_COUNT", "1");
            settings.put("QDB_" + pool + "_WORKER_YIELD_THRESHOLD", "1");
            settings.put("QDB_" + pool + "_WORKER_NAP_THRESHOLD", "2");
            settings.put("QDB_" + pool + "_WORKER_SLEEP_THRESHOLD", "3");
            settings.put("QDB_" + pool + "_WORKER_SLEEP_TIMEOUT", sleep.toString());
        });
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
