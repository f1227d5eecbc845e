package io.footfall.alerts.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.footfall.events.Alert;
import io.footfall.events.Alert.Severity;
import io.footfall.events.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Webhooks against a real server that misbehaves. */
class DeliveryTest {
    private static final Duration SHORT = Duration.ofMillis(10);
    private static final Duration TIMEOUT = Duration.ofMillis(400);
    private static final Alert ALERT = new Alert(
            "0123456789abcdef",
            "forbidden-path",
            Severity.WARNING,
            Alert.Status.FIRING,
            "A forbidden path was requested: /admin",
            Instant.EPOCH,
            Instant.EPOCH,
            Instant.EPOCH,
            null,
            1,
            List.of("evidence"),
            Map.of());

    private final Queue<byte[]> bodies = new ConcurrentLinkedQueue<>();
    private final Queue<Undelivered> undelivered = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Delivery delivery =
            new Delivery(new Delivery.Policy(3, TIMEOUT, SHORT, SHORT), () -> 0.5, ForkJoinPool.commonPool());
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/ok", exchange -> answer(exchange, 200));
        server.createContext("/once", exchange -> answer(exchange, requests.get() == 0 ? 500 : 200));
        server.createContext("/broken", exchange -> answer(exchange, 500));
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", "/ok");
            answer(exchange, 302);
        });
        server.createContext("/hang", this::hang);
        server.createContext("/endless", this::beginAndHang);
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void theAlertIsPostedAsJson() {
        var receipt = delivered("/ok");

        assertThat(receipt).isEqualTo(new Receipt.Delivered());
        assertThat(bodies).singleElement().satisfies(body -> assertThat(Json.read(body, Alert.class))
                .isEqualTo(ALERT));
    }

    @Test
    void aReceiverThatFailsOnceIsToldOnTheSecondAttempt() {
        assertThat(delivered("/once")).isEqualTo(new Receipt.Delivered());
        assertThat(requests).hasValue(2);
    }

    @Test
    void attemptsAreBounded() {
        assertThat(delivered("/broken")).isEqualTo(new Receipt.Failed("webhook:http_500", "the receiver answered 500"));
        assertThat(requests).hasValue(3);
    }

    @Test
    void aRedirectIsNotFollowed() {
        assertThat(delivered("/moved")).isEqualTo(new Receipt.Failed("webhook:http_302", "the receiver answered 302"));
        assertThat(requests).hasValue(3);
    }

    @Test
    void aReceiverThatHangsIsGivenUpOnInTime() {
        var begin = System.nanoTime();

        var receipt = delivered("/hang");

        assertThat(receipt).isInstanceOfSatisfying(Receipt.Failed.class, failed -> assertThat(failed.reason())
                .isEqualTo("webhook:timeout"));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void anAnswerWithoutEndIsNotReadToItsEnd() {
        assertThat(delivered("/endless")).isEqualTo(new Receipt.Delivered());
    }

    @Test
    void aReceiverThatIsNotThereIsUnreachableWithoutItsAddressBeingTold() {
        server.stop(0);

        var receipt = delivered("/secret");

        assertThat(receipt).isEqualTo(new Receipt.Failed("webhook:unreachable", "ConnectException"));
    }

    @Test
    void oneReceiverThatHangsDoesNotKeepTheOtherFromBeingTold() {
        var notifications = notifications(webhook("/hang"), webhook("/ok"));

        var told = notifications.send(ALERT).toCompletableFuture();

        await().atMost(Duration.ofSeconds(2)).until(() -> bodies.size() == 1);
        assertThat(told).isNotDone();
        told.join();
    }

    @Test
    void aReceiverThatBreaksIsAReceiverThatWasNotTold() {
        var broken = new Receiver() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public CompletionStage<Receipt> send(Alert alert) {
                throw new IllegalStateException("two\nlines");
            }
        };

        var receipt = delivery.send(broken, ALERT).toCompletableFuture().join();

        assertThat(receipt).isEqualTo(new Receipt.Failed("broken:error", "java.lang.IllegalStateException: two lines"));
    }

    @Test
    void whatIsGivenUpOnIsWrittenDownWithItsReason() {
        notifications(webhook("/broken"), webhook("/ok"))
                .send(ALERT)
                .toCompletableFuture()
                .join();

        assertThat(undelivered)
                .containsExactly(new Undelivered(
                        "webhook", "webhook:http_500", "the receiver answered 500", 3, Instant.EPOCH, ALERT));
    }

    @Test
    void aTestMakesOneAttemptAtEachAndWritesNothingDown() {
        var results = notifications(webhook("/broken"), webhook("/ok"))
                .test(ALERT)
                .toCompletableFuture()
                .join();

        assertThat(results)
                .containsExactly(
                        new Notifications.Result("webhook", false, "webhook:http_500 (the receiver answered 500)"),
                        new Notifications.Result("webhook", true, "delivered"));
        assertThat(requests).hasValue(2);
        assertThat(undelivered).isEmpty();
    }

    @Test
    void pausesDoubleUpToTheLongestAndAreSpread() {
        var policy = new Delivery.Policy(5, TIMEOUT, Duration.ofSeconds(1), Duration.ofSeconds(3));
        var shortest = new Delivery(policy, () -> 0, Runnable::run);
        var longest = new Delivery(policy, () -> 1, Runnable::run);

        var pauses = new ArrayList<Long>();
        for (int number = 1; number <= 3; number++) {
            pauses.add(shortest.pause(number).toMillis());
            pauses.add(longest.pause(number).toMillis());
        }

        assertThat(pauses).containsExactly(500L, 1000L, 1000L, 2000L, 1500L, 3000L);
    }

    private Receipt delivered(String path) {
        return delivery.send(webhook(path), ALERT).toCompletableFuture().join();
    }

    private Notifications notifications(Receiver... receivers) {
        var fixed = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        return new Notifications(
                List.of(receivers),
                delivery,
                lost -> {
                    undelivered.add(lost);
                    return CompletableFuture.completedStage(null);
                },
                fixed);
    }

    private Receiver webhook(String path) {
        var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return new WebhookReceiver(url, TIMEOUT);
    }

    private void answer(HttpExchange exchange, int status) throws IOException {
        try (exchange) {
            requests.incrementAndGet();
            var body = exchange.getRequestBody().readAllBytes();
            if (status == 200) {
                bodies.add(body);
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private void hang(HttpExchange exchange) {
        try (exchange) {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beginAndHang(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(1);
        exchange.getResponseBody().flush();
        hang(exchange);
    }
}
