package io.footfall.alerts.notify.webhook;

import static io.footfall.alerts.notify.SampleAlerts.NOW;
import static io.footfall.alerts.notify.SampleAlerts.notification;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.footfall.alerts.notify.Outcome;
import io.footfall.events.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against real sockets. */
class WebhookNotifierTest {
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final AtomicReference<byte[]> body = new AtomicReference<>();
    private HttpServer server;

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
        "404, Refused",
        "408, Failed",
        "410, Gone",
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
            assertThat(notifier(WebhookPayload.WEBHOOK, silent.getLocalPort())
                            .send(notification("id"))
                            .join())
                    .isEqualTo(new Outcome.Failed("timeout", "no answer in time"));
        }
    }

    @Test
    void anAttemptTimesOutIfTheAnswerIsTooSlow() throws Exception {
        try (var slow = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var dripping = CompletableFuture.runAsync(() -> drip(slow));
            assertThat(notifier(WebhookPayload.WEBHOOK, slow.getLocalPort())
                            .send(notification("id"))
                            .join())
                    .isEqualTo(new Outcome.Failed("timeout", "no answer in time"));
            dripping.get(10, TimeUnit.SECONDS);
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
        await().until(() -> body.get() != null);
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
        assertThat(json.get(0).get("endsAt").asText()).isEqualTo("2026-03-02T10:00:00.000Z");
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

    private void answer(int status, String retryAfter) {
        server.createContext("/", exchange -> {
            body.set(exchange.getRequestBody().readAllBytes());
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
    }

    private static WebhookNotifier notifier(WebhookPayload payload, int port) {
        return new WebhookNotifier(
                URI.create("http://127.0.0.1:" + port + "/"),
                payload,
                new WebhookSignature(List.of()),
                WebhookNotifier.client(TIMEOUT).build(),
                TIMEOUT,
                CLOCK);
    }
}
