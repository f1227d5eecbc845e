package io.footfall.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClosedLoopTest {
    private static final int CLICKS = 10;

    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/clicks", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                // Every third is refused.
                var status = requests.incrementAndGet() % 3 == 0 ? 503 : 200;
                var body = "{}".getBytes(UTF_8);
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void everyRequestIsAnsweredAndCountedByItsStatus() throws IOException {
        var load = new ClosedLoop(server.getAddress().getPort());

        var result = load.run(4, CLICKS, Duration.ofMillis(300));

        assertThat(result.requests()).isEqualTo(requests.get()).isGreaterThan(4);
        assertThat(result.failures()).isEqualTo(requests.get() / 3);
        assertThat(result.clicks()).isEqualTo((result.requests() - result.failures()) * CLICKS);
        assertThat(result.latencyMillis(50)).isPositive().isLessThanOrEqualTo(result.latencyMillis(100));
    }
}
