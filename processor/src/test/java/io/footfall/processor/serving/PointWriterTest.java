package io.footfall.processor.serving;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.influxdb.client.write.Point;
import com.sun.net.httpserver.HttpServer;
import io.footfall.events.topics.Topics;
import io.footfall.processor.Clicks;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The writer and the real client against an HTTP server that fails like InfluxDB may. */
class PointWriterTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final ConcurrentLinkedQueue<String> stored = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> refused = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Integer> failures = new ConcurrentLinkedQueue<>();
    private volatile Function<String, Integer> answer = lines -> 204;
    private HttpServer server;
    private InfluxStore store;
    private PointWriter writer;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v2/write", exchange -> {
            try (var body = new GZIPInputStream(exchange.getRequestBody())) {
                var lines = new String(body.readAllBytes(), UTF_8);
                var next = failures.poll();
                int status = next == null ? answer.apply(lines) : next;
                if (status == 204) {
                    lines.lines().forEach(stored::add);
                }
                exchange.getResponseHeaders().add("Retry-After", "0");
                exchange.sendResponseHeaders(status, -1);
            }
        });
        server.start();
        store = new InfluxStore(
                new Config("http://localhost:" + server.getAddress().getPort()), new Topics("v2"));
        writer = new PointWriter(store::write, Executors.newSingleThreadExecutor(), () -> 0);
    }

    @AfterEach
    void stop() {
        store.close();
        server.stop(0);
    }

    @Test
    void aBatchIsWrittenInOneRequest() {
        write(1_000);

        assertThat(stored).hasSize(1_000);
        assertThat(refused).isEmpty();
    }

    @Test
    void nothingIsLostWhileInfluxDbFails() {
        failures.addAll(List.of(503, 429, 500));
        write(10);

        assertThat(stored).hasSize(10);
    }

    @Test
    void aRefusedPointIsKeptAndTheOthersAreStored() {
        answer = lines -> lines.contains("height=7i") ? 400 : 204;
        write(100);

        assertThat(refused).containsExactly(7L);
        assertThat(stored).hasSize(99);
    }

    @Test
    void aBatchThatIsTooLargeIsSentInParts() {
        answer = lines -> lines.lines().count() > 3 ? 413 : 204;
        write(10);

        assertThat(stored).hasSize(10);
    }

    @Test
    void theWriterWaitsWhileInfluxDbIsDown() throws IOException {
        var address = server.getAddress();
        server.stop(0);
        var writing = start(5).subscribeAsCompletionStage();
        server = HttpServer.create(address, 0);
        server.createContext("/api/v2/write", exchange -> {
            try (var body = new GZIPInputStream(exchange.getRequestBody())) {
                new String(body.readAllBytes(), UTF_8).lines().forEach(stored::add);
                exchange.sendResponseHeaders(204, -1);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        server.start();
        writing.orTimeout(TIMEOUT.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                .join();

        assertThat(stored).hasSize(5);
    }

    private void write(int points) {
        start(points).await().atMost(TIMEOUT);
    }

    private Uni<Void> start(int points) {
        return writer.write(LongStream.range(0, points).boxed().toList(), PointWriterTest::point, (point, reason) -> {
            refused.add(point);
            return Uni.createFrom().voidItem();
        });
    }

    private static Point point(long number) {
        return Point.measurement("test")
                .addField("height", number)
                .time(Clicks.NOON.plusNanos(number), com.influxdb.client.domain.WritePrecision.NS);
    }

    private record Config(String url) implements InfluxConfig {
        @Override
        public Optional<String> token() {
            return Optional.empty();
        }

        @Override
        public String org() {
            return "footfall";
        }

        @Override
        public String bucket() {
            return "footfall";
        }
    }
}
