package io.footfall.alerts.notify.webhook;

import static io.footfall.alerts.notify.SampleAlerts.NOW;
import static io.footfall.alerts.notify.SampleAlerts.notification;
import static io.footfall.testing.Patience.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.footfall.alerts.notify.Outcome;
import io.footfall.events.Json;
import io.footfall.testing.SilentAddress;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.spi.resolver.ResolverProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against real sockets. */
class WebhookNotifierTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private static final String SETTING = "footfall.alerts.receivers.oncall";

    private static Vertx vertx;

    private final AtomicReference<byte[]> body = new AtomicReference<>();
    private final AtomicReference<Headers> headers = new AtomicReference<>();
    private HttpServer server;

    @BeforeAll
    static void start() {
        var hosts = "127.0.0.1 alert_manager my_shop.example xn--mller-kva.example\n";
        // Quarkus leaves names to the JVM, which reads the hosts of the whole machine.
        var disabled = System.clearProperty(ResolverProvider.DISABLE_DNS_RESOLVER_PROP_NAME);
        vertx = Vertx.vertx(new VertxOptions()
                .setAddressResolverOptions(new AddressResolverOptions().setHostsValue(Buffer.buffer(hosts))));
        if (disabled != null) {
            System.setProperty(ResolverProvider.DISABLE_DNS_RESOLVER_PROP_NAME, disabled);
        }
    }

    @AfterAll
    static void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "204, Delivered",
        "302, Refused",
        "400, Refused",
        "401, Refused",
        "403, Refused",
        "404, Failed",
        "405, Refused",
        "408, Failed",
        "410, Gone",
        "421, Failed",
        "425, Failed",
        "429, Failed",
        "500, Failed",
        "503, Failed"
    })
    void theStatusDecidesTheOutcome(int status, String outcome) {
        answer(status, "7");

        var came = notifier(WebhookPayload.WEBHOOK, server.getAddress().getPort())
                .send(notification("id"))
                .join();

        assertThat(came.getClass().getSimpleName()).isEqualTo(outcome);
        if (came instanceof Outcome.Failed failed) {
            assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        }
    }

    @ParameterizedTest
    @CsvSource({"404, 3", "421, 3", "408, 2147483647", "503, 2147483647"})
    void whatARollOutAnswersIsRetriedForAWhileOnly(int status, int maxRetries) {
        answer(status, "");

        var came = notifier(WebhookPayload.WEBHOOK, server.getAddress().getPort())
                .send(notification("id"))
                .join();

        assertThat(came)
                .isEqualTo(new Outcome.Failed(
                        "http_" + status, "the receiver answered " + status, Duration.ZERO, maxRetries));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://alert_manager:%d/api", "http://my_shop.example:%d/api", "http://müller.example:%d/api"})
    void hostNamesWithUnderscoresAndUmlautsAreReached(String url) {
        answer(200, "");

        assertThat(notifier(
                                WebhookPayload.WEBHOOK,
                                url.formatted(server.getAddress().getPort()),
                                Optional.empty())
                        .send(notification("id"))
                        .join())
                .isEqualTo(new Outcome.Delivered());
        assertThat(headers.get().getFirst("Host"))
                .matches("(alert_manager|my_shop.example|xn--mller-kva.example):\\d+");
    }

    @ParameterizedTest
    @CsvSource({
        "'', Bearer abc.def, Bearer abc.def",
        "'', '  Bearer abc.def\n', Bearer abc.def",
        "'', Basic Ym90OnB3, Basic Ym90OnB3",
        "bot:pw@, , Basic Ym90OnB3",
        "bot:p%40%3A%C3%BC+@, , Basic Ym90OnBAOsO8Kw==",
        "bot@, , Basic Ym90Og==",
        "'', , "
    })
    void credentialsAreSent(String userInfo, String authorization, String expected) {
        answer(200, "");
        var url = "http://%s127.0.0.1:%d/x"
                .formatted(userInfo, server.getAddress().getPort());

        notifier(WebhookPayload.WEBHOOK, url, Optional.ofNullable(authorization))
                .send(notification("id"))
                .join();

        assertThat(headers.get().getFirst("Authorization")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void credentialsAreNotSentAfterARedirect(int status) throws IOException {
        var other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var requests = new AtomicInteger();
        other.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        other.start();
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders()
                    .add("Location", "http://127.0.0.1:" + other.getAddress().getPort() + "/");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        try {
            var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";

            assertThat(notifier(WebhookPayload.WEBHOOK, url, Optional.of("Bearer abc"))
                            .send(notification("id"))
                            .join())
                    .isEqualTo(new Outcome.Refused("http_" + status, "the receiver answered " + status));
            assertThat(requests).hasValue(0);
        } finally {
            other.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "Bearer", "Bearer secret\r\nX-Evil: 1", "Bearer sécret", ": secret"})
    void malformedCredentialsAreRefusedWithoutRepeatingThem(String authorization) {
        assertThatThrownBy(() -> notifier(WebhookPayload.WEBHOOK, "http://localhost/", Optional.of(authorization)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        SETTING + ".authorization must be a scheme and credentials in one line, such as Bearer TOKEN");
    }

    @Test
    void credentialsInTheUrlAndInASettingAreRefused() {
        assertThatThrownBy(() ->
                        notifier(WebhookPayload.WEBHOOK, "https://bot:pw@hooks.example/", Optional.of("Bearer abc")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("%s.url has a user, and %s.authorization is set: only one can be sent"
                        .formatted(SETTING, SETTING));
    }

    @Test
    void anAttemptThatIsCancelledClosesItsConnection() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ended = CompletableFuture.supplyAsync(() -> lengthUntilEnd(silent));
            var notifier = notifier(WebhookPayload.WEBHOOK, silent.getLocalPort());
            var sent = notifier.send(notification("id"));
            await().atMost(PATIENCE).until(() -> body.get() != null);

            sent.cancel(true);

            assertThat(ended.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isPositive();
        }
    }

    @Test
    void retryAfterMayBeADateAndIsIgnoredIfMalformed() {
        answer(503, "Sun, 01 Mar 2026 10:02:00 GMT");
        assertThat(notifier(WebhookPayload.WEBHOOK, server.getAddress().getPort())
                        .send(notification("id"))
                        .join())
                .isEqualTo(new Outcome.Failed("http_503", "the receiver answered 503", Duration.ofMinutes(2)));
        server.removeContext("/");
        answer(503, "soon");
        assertThat(notifier(WebhookPayload.WEBHOOK, server.getAddress().getPort())
                        .send(notification("id"))
                        .join())
                .isEqualTo(new Outcome.Failed("http_503", "the receiver answered 503", Duration.ZERO));
    }

    @Test
    void anUnreachableReceiverIsAFailureThatDoesNotContainTheAddress() throws IOException {
        int port;
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }

        assertThat(notifier(WebhookPayload.WEBHOOK, port)
                        .send(notification("id"))
                        .join())
                .isEqualTo(new Outcome.Failed("unreachable", "ConnectException"));
    }

    @Test
    void anAttemptTimesOutIfTheReceiverNeverAnswers() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(impatient(silent.getLocalPort()).send(notification("id")).join())
                    .isEqualTo(new Outcome.Failed("timeout", "no answer in time"));
        }
    }

    @Test
    void anAttemptTimesOutIfTheAnswerIsTooSlow() throws Exception {
        try (var slow = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var dripping = CompletableFuture.runAsync(() -> drip(slow));
            assertThat(impatient(slow.getLocalPort()).send(notification("id")).join())
                    .isEqualTo(new Outcome.Failed("timeout", "no answer in time"));
            dripping.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void anEndlessAnswerCountsByItsStatus() {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var endless = exchange.getResponseBody()) {
                while (true) {
                    endless.write(new byte[1_024]);
                }
            } catch (IOException closedByTheClient) {
                body.set(new byte[0]);
            }
        });

        assertThat(notifier(WebhookPayload.WEBHOOK, server.getAddress().getPort())
                        .send(notification("id"))
                        .join())
                .isEqualTo(new Outcome.Delivered());
        await().atMost(PATIENCE).until(() -> body.get() != null);
    }

    @Test
    void alertmanagerGetsItsOwnFormat() throws IOException {
        answer(200, "");
        notifier(WebhookPayload.ALERTMANAGER, server.getAddress().getPort())
                .send(notification("id"))
                .join();

        var json = Json.MAPPER.readTree(body.get());
        assertThat(json.get(0).get("labels").get("alertname").asText()).isEqualTo("forbidden-path");
        assertThat(json.get(0).get("startsAt").asText()).isEqualTo("2026-03-01T10:00:00.000Z");
        assertThat(json.get(0).get("endsAt").asText()).isEqualTo("2026-03-01T10:04:00.000Z");
        assertThat(json.get(0).get("generatorURL").asText()).isEqualTo("https://alerts.example/alerts/a");
    }

    @Test
    void anAddressThatDoesNotAnswerIsGivenUpBeforeTheAttemptEnds() throws IOException {
        try (var gone = new SilentAddress("127.0.0.1")) {
            assertThat(notifier(WebhookPayload.WEBHOOK, gone.port()).send(notification("id")))
                    .succeedsWithin(TIMEOUT.minusSeconds(2))
                    .isEqualTo(new Outcome.Failed("timeout", "no answer in time"));
        }
    }

    /** From the specification's own example. */
    @Test
    void theSignatureMatchesThePublishedExampleAndTwoSecretsGiveTwoSignatures() {
        var time = Instant.ofEpochSecond(1_614_265_330);
        var payload = "{\"test\": 2432232314}".getBytes(UTF_8);
        var secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

        var one = new WebhookSignature(List.of(secret)).of("msg_p5jXN8AQM9LWM0D4loKWxJek", time, payload);
        var two = new WebhookSignature(List.of(secret, secret)).of("msg_p5jXN8AQM9LWM0D4loKWxJek", time, payload);

        assertThat(one).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assertThat(two).isEqualTo(one + " " + one);
    }

    /** Sends an endless header until the client closes the connection. */
    private static void drip(ServerSocket slow) {
        try (var socket = slow.accept()) {
            var out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nX-Slow: ".getBytes(UTF_8));
            while (true) {
                out.write('.');
                out.flush();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        } catch (IOException closedByTheClient) {
            assertThat(closedByTheClient).hasMessageMatching("(?i).*(broken pipe|reset|closed).*");
        }
    }

    private long lengthUntilEnd(ServerSocket silent) {
        try (var socket = silent.accept()) {
            var in = socket.getInputStream();
            var first = in.read();
            body.set(new byte[] {(byte) first});
            return 1 + in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(int status, String retryAfter) {
        server.createContext("/", exchange -> {
            headers.set(exchange.getRequestHeaders());
            body.set(exchange.getRequestBody().readAllBytes());
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
    }

    private WebhookNotifier notifier(WebhookPayload payload, int port) {
        return notifier(payload, "http://127.0.0.1:" + port + "/", Optional.empty());
    }

    private WebhookNotifier impatient(int port) {
        return notifier(WebhookPayload.WEBHOOK, "http://127.0.0.1:" + port + "/", Optional.empty(), SHORT);
    }

    private WebhookNotifier notifier(WebhookPayload payload, String url, Optional<String> authorization) {
        return notifier(payload, url, authorization, TIMEOUT);
    }

    private WebhookNotifier notifier(
            WebhookPayload payload, String url, Optional<String> authorization, Duration timeout) {
        var endpoint = WebhookEndpoint.of(
                SETTING,
                WebhookUrl.validated(SETTING, url, true),
                authorization,
                new WebhookProxy("proxy", Optional.empty(), List.of()));
        return new WebhookNotifier(
                endpoint,
                payload,
                "https://alerts.example",
                new WebhookSignature(List.of()),
                vertx.createHttpClient(WebhookNotifier.clientOptions(timeout)),
                timeout,
                CLOCK);
    }
}
