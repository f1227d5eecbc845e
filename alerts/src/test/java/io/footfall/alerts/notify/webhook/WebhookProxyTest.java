package io.footfall.alerts.notify.webhook;

import static io.footfall.alerts.notify.SampleAlerts.NOW;
import static io.footfall.alerts.notify.SampleAlerts.notification;
import static io.footfall.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.footfall.alerts.notify.Outcome;
import io.vertx.core.Vertx;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With a proxy and a receiver with TLS on sockets; the receiver's name is known to the proxy alone. */
class WebhookProxyTest {
    private static final String SETTING = "footfall.alerts.delivery.https-proxy";
    private static final String PASSWORD = "changeit";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Queue<String> RECEIVED = new ConcurrentLinkedQueue<>();

    private static Vertx vertx;
    private static Path certificate;
    private static HttpsServer receiver;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        vertx = Vertx.vertx();
        certificate = certificate(directory);
        receiver = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setHttpsConfigurator(new HttpsConfigurator(context()));
        receiver.createContext("/", exchange -> {
            RECEIVED.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterAll
    static void end() {
        receiver.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aReceiverIsReachedThroughTheProxyWhichDoesNotSeeItsSecrets() throws IOException {
        try (var proxy = new ConnectProxy(receiver.getAddress().getPort(), "200 Connection established")) {
            var outcome = send("http://user:p%40ss@127.0.0.1:" + proxy.port(), "https://bot:pw@hooks.example/secret");

            assertThat(outcome).isEqualTo(new Outcome.Delivered());
            assertThat(RECEIVED).contains("/secret Basic Ym90OnB3");
            assertThat(proxy.requests().get(0))
                    .startsWith("CONNECT hooks.example:443 HTTP/1.1\r\n")
                    .containsIgnoringCase("proxy-authorization: Basic dXNlcjpwQHNz")
                    .doesNotContain("secret", "Ym90OnB3");
        }
    }

    @Test
    void aProxyThatIsAwayIsAFailureThatNamesTheSetting() throws IOException {
        int port;
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }

        assertThat(send("127.0.0.1:" + port, "https://hooks.example/secret"))
                .isEqualTo(new Outcome.Failed("unreachable", "ConnectException, through the proxy (" + SETTING + ")"));
    }

    @ParameterizedTest
    @CsvSource({"407 Proxy Authentication Required, 407", "403 Forbidden, 403", "502 Bad Gateway, 502"})
    void aProxyThatRefusesIsAFailureThatNamesStatusAndSetting(String answer, int status) throws IOException {
        try (var proxy = new ConnectProxy(receiver.getAddress().getPort(), answer)) {
            assertThat(send("http://127.0.0.1:" + proxy.port(), "https://hooks.example/secret"))
                    .isEqualTo(new Outcome.Failed(
                            "unreachable", "status: " + status + ", through the proxy (" + SETTING + ")"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    https://hooks.example/         |                                | true
                    https://hooks.example/         | other.example                  | true
                    https://hooks.example/         | hooks.example                  | false
                    https://HOOKS.example/         | Hooks.Example                  | false
                    https://a.hooks.example/       | hooks.example                  | false
                    https://a.hooks.example/       | .hooks.example                 | false
                    https://a.hooks.example/       | *.hooks.example                | false
                    https://badhooks.example/      | hooks.example                  | true
                    https://hooks.example/         | other.example, .example        | false
                    https://hooks.example/         | *                              | false
                    https://hooks.example:8443/    | hooks.example:8443             | false
                    https://hooks.example/         | hooks.example:8443             | true
                    https://10.1.2.3/              | 10.1.2.3                       | false
                    https://10.1.2.3/              | 10.0.0.0/8                     | false
                    https://11.1.2.3/              | 10.0.0.0/8                     | true
                    https://hooks.example/         | 10.0.0.0/8                     | true
                    https://[fd00::7]/             | fd00::/8                       | false
                    https://[fd00::7]/             | 10.0.0.0/8                     | true
                    https://localhost/             |                                | false
                    https://127.0.0.1:8443/        |                                | false
                    http://hooks.example/          |                                | false
                    """)
    void exceptionsAreThoseOfNoProxy(String url, String exceptions, boolean isProxied) {
        var list = exceptions == null ? List.<String>of() : List.of(exceptions.split(","));
        var proxy = new WebhookProxy(SETTING, Optional.of("http://proxy.example:3128"), list);

        assertThat(proxy.of(WebhookUrl.validated("setting", url, true)).isPresent())
                .isEqualTo(isProxied);
    }

    @Test
    void withoutAProxyReceiversAreReachedDirectly() {
        var proxy = new WebhookProxy(SETTING, Optional.empty(), List.of());

        assertThat(proxy.of(WebhookUrl.validated("setting", "https://hooks.example/", false)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:secret@proxy.example:3128",
                "socks5://user:secret@proxy.example:1080",
                "http://user:secret@proxy.example:port",
                "http://user:secret @proxy.example"
            })
    void aUrlThatIsNoHttpProxyIsRefusedWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> new WebhookProxy(SETTING, Optional.of(url), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(SETTING + " ")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "fd00::/129"})
    void aSubnetThatIsNoneIsRefusedByName(String subnet) {
        assertThatThrownBy(() -> new WebhookProxy(SETTING, Optional.empty(), List.of("localhost", subnet)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("footfall.alerts.delivery.no-proxy", subnet);
    }

    private static Outcome send(String proxy, String url) {
        var options = WebhookNotifier.clientOptions(TIMEOUT);
        options.setTrustOptions(new PfxOptions().setPath(certificate.toString()).setPassword(PASSWORD));
        var endpoint = WebhookEndpoint.of(
                "setting",
                WebhookUrl.validated("setting", url, false),
                Optional.empty(),
                new WebhookProxy(SETTING, Optional.of(proxy), List.of()));
        return new WebhookNotifier(
                        endpoint,
                        WebhookPayload.WEBHOOK,
                        "",
                        new WebhookSignature(List.of()),
                        vertx.createHttpClient(options),
                        TIMEOUT,
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .send(notification("id"))
                .join();
    }

    private static SSLContext context() throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(certificate)) {
            store.load(in, PASSWORD.toCharArray());
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static Path certificate(Path directory) throws IOException, InterruptedException {
        var store = directory.resolve("receiver.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "receiver",
                        "-dname",
                        "CN=hooks.example",
                        "-ext",
                        "SAN=dns:hooks.example",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        return store;
    }
}
