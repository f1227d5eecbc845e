package io.footfall.docs;

import static io.footfall.testing.Patience.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The proxies that {@code docs/deploy.md} has configurations for, with these configurations, before stub services. */
class ProxyConfigurationsTest {
    private static final int LARGEST_BODY = 1_048_576;

    @TempDir
    private Path directory;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<HttpServer> services = new ArrayList<>();
    private final CountDownLatch streamEnds = new CountDownLatch(1);
    private int port;
    private Process proxy;

    @BeforeEach
    void choosePort() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    @AfterEach
    void end() {
        streamEnds.countDown();
        if (proxy != null) {
            proxy.descendants().forEach(ProcessHandle::destroyForcibly);
            proxy.destroyForcibly().onExit().join();
        }
        services.forEach(service -> service.stop(0));
        threads.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource
    void aServiceGetsTheHostWithItsPortAndTheAddressOfTheReaderAtTheEnd(DocumentedProxy program) throws Exception {
        start(program);

        var answer = get("stats", "/tracker.js", "X-Forwarded-For: 192.0.2.66");

        assertThat(answer).contains("service ingest", "Host stats.example.com:" + port);
        assertThat(answer)
                .filteredOn(line -> line.startsWith("X-Forwarded-For "))
                .last()
                .asString()
                .endsWith("127.0.0.1");
    }

    @ParameterizedTest
    @EnumSource
    void onlyWhatReadersNeedIsForwardedToIngest(DocumentedProxy program) throws Exception {
        start(program);

        assertThat(get("stats", "/clicks", "")).contains("service ingest");
        assertThat(get("stats", "/q/openapi", "")).doesNotContain("service ingest");
        assertThat(get("dashboard", "/api/traffic", "Authorization: Basic YTpi"))
                .contains("service dashboard", "Authorization Basic YTpi");
        assertThat(get("alerts", "/alerts", "")).contains("service alerts");
    }

    @ParameterizedTest
    @EnumSource
    void theLargestBodyOfIngestIsForwarded(DocumentedProxy program) throws Exception {
        start(program);

        try (var socket = connect("stats")) {
            var out = socket.getOutputStream();
            out.write(request("POST", "stats", "/clicks", "Content-Length: " + LARGEST_BODY));
            out.write(new byte[LARGEST_BODY]);
            out.flush();

            assertThat(lines(socket).lines()).contains("length " + LARGEST_BODY);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStreamArrivesAsItIsSent(DocumentedProxy program) throws Exception {
        start(program);

        try (var socket = connect("dashboard")) {
            socket.getOutputStream().write(request("GET", "dashboard", "/stream", ""));

            assertThat(lines(socket).lines().anyMatch(line -> line.startsWith("data: first")))
                    .isTrue();
            assertThat(streamEnds.getCount()).isEqualTo(1);
            // The socket is closed once the proxy has closed the connection, too.
            streamEnds.countDown();
        }
    }

    private void start(DocumentedProxy program) throws Exception {
        proxy = program.start(directory, port, service("ingest"), service("alerts"), service("dashboard"));
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .failFast("it has ended, see " + directory, () -> !proxy.isAlive())
                .until(() -> get("alerts", "/", "").contains("service alerts"));
    }

    private int service(String name) throws IOException {
        var service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setExecutor(threads);
        service.createContext("/", exchange -> echo(name, exchange));
        service.createContext("/stream", this::stream);
        service.start();
        services.add(service);
        return service.getAddress().getPort();
    }

    private static void echo(String name, HttpExchange exchange) throws IOException {
        var answer = new StringBuilder("service " + name + "\n");
        exchange.getRequestHeaders()
                .forEach((header, values) -> values.forEach(
                        value -> answer.append(header.equalsIgnoreCase("X-Forwarded-For") ? "X-Forwarded-For" : header)
                                .append(' ')
                                .append(value)
                                .append('\n')));
        answer.append("length ")
                .append(exchange.getRequestBody().readAllBytes().length)
                .append("\nend\n");
        var bytes = answer.toString().getBytes(UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** As the dashboard answers. */
    private void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream;charset=UTF-8");
        exchange.getResponseHeaders().add("X-Accel-Buffering", "no");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write("data: first\n\n".getBytes(UTF_8));
        exchange.getResponseBody().flush();
        try {
            streamEnds.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private List<String> get(String name, String path, String header) throws Exception {
        try (var socket = connect(name)) {
            socket.getOutputStream().write(request("GET", name, path, header));
            return lines(socket).lines().toList();
        }
    }

    private byte[] request(String method, String name, String path, String header) {
        var end = header.isEmpty() ? "\r\n" : header + "\r\n\r\n";
        return "%s %s HTTP/1.1\r\nHost: %s.example.com:%d\r\nConnection: close\r\n%s"
                .formatted(method, path, name, port, end)
                .getBytes(UTF_8);
    }

    private static BufferedReader lines(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    private SSLSocket connect(String name) throws Exception {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustingManager()}, new SecureRandom());
        var plain = new Socket();
        plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        plain.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
        return (SSLSocket) context.getSocketFactory().createSocket(plain, name + ".example.com", port, true);
    }

    /** The certificate was made a moment ago. */
    private static final class TrustingManager implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
