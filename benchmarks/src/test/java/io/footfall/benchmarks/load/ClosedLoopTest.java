package io.footfall.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.footfall.benchmarks.load.ClosedLoop.LoadResult;
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
    private volatile int status = 200;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/clicks", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                requests.incrementAndGet();
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
    void everyRequestIsAnsweredAndCounted() throws IOException {
        var result = run();

        var answered = result.micros().getTotalCount();
        assertThat(answered).isEqualTo(requests.get()).isGreaterThan(4);
        assertThat(result.clicks()).isEqualTo(answered * CLICKS);
        assertThat(result.latencyMillis(50)).isPositive().isLessThanOrEqualTo(result.latencyMillis(100));
    }

    @Test
    void aRequestThatIsRefusedIsAFailure() {
        status = 503;

        assertThatThrownBy(this::run).hasMessage("a request was answered with 503");
    }

    private LoadResult run() throws IOException {
        return new ClosedLoop(server.getAddress().getPort()).run(4, CLICKS, Duration.ofMillis(300));
    }
}
