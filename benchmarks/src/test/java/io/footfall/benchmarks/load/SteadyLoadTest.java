package io.footfall.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SteadyLoadTest {
    private static final int CLICKS_A_SECOND = 500;
    private static final Pattern TIME = Pattern.compile("\"ts_ingest\":(\\d+)");
    private static final String PROBE = "{\"probe\":\"é\"}";

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<String> userAgents = new CopyOnWriteArrayList<>();
    private final Semaphore arrivals = new Semaphore(0);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private volatile int status = 200;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/clicks", this::answer);
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void everyClickThatIsDueIsSentOnceAndItsAnswerIsCounted() throws Exception {
        var began = System.currentTimeMillis();
        try (var load = load()) {
            var from = System.currentTimeMillis() + 100;
            load.measure(from);
            awaitReceived(200);
            var answers = load.end();

            var first = first();
            assertThat(received)
                    .containsExactlyInAnyOrderElementsOf(expected(first))
                    .hasSizeLessThanOrEqualTo(1 + (int) (System.currentTimeMillis() - began) * CLICKS_A_SECOND / 1_000);
            var measured = IntStream.range(0, received.size())
                    .filter(sequence -> due(first, sequence) >= from)
                    .boxed()
                    .toList();
            assertThat(answers.getTotalCount()).isEqualTo(measured.size());
            assertThat(load.cleaned())
                    .isEqualTo(measured.stream().filter(requests()::isInMarket).count())
                    .isPositive();
        }
    }

    @Test
    void anExtraClickIsSentBetweenTheOthers() throws Exception {
        try (var load = load()) {
            load.sendExtra(PROBE, "Probebot/1.0");
            load.end();
        }
        assertThat(received).containsOnlyOnce(PROBE);
        assertThat(userAgents).containsOnlyOnce("Probebot/1.0");
    }

    @Test
    void aClickThatIsRefusedIsAFailure() throws Exception {
        status = 503;
        try (var load = load()) {
            awaitReceived(1);
            assertThatThrownBy(load::end).hasRootCauseMessage("a click was answered with 503");
        }
    }

    private SteadyLoad load() throws IOException {
        return new SteadyLoad(server.getAddress().getPort(), CLICKS_A_SECOND);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            received.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            arrivals.release();
            userAgents.add(exchange.getRequestHeaders().getFirst("User-Agent"));
            var body = "{}".getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private void awaitReceived(int clicks) throws InterruptedException {
        assertThat(arrivals.tryAcquire(clicks, 30, TimeUnit.SECONDS)).isTrue();
    }

    private ClickRequests requests() {
        return new ClickRequests(server.getAddress().getPort());
    }

    /** The time of the first click. */
    private long first() {
        return received.stream()
                .flatMap(click -> TIME.matcher(click).results())
                .mapToLong(time -> Long.parseLong(time.group(1)))
                .min()
                .orElseThrow();
    }

    private static long due(long first, int sequence) {
        return first + sequence * 1_000L / CLICKS_A_SECOND;
    }

    /** The bodies of as many clicks as were received. */
    private List<String> expected(long first) {
        var requests = requests();
        var expected = new ArrayList<String>();
        for (var sequence = 0; sequence < received.size(); sequence++) {
            var request = ByteBuffer.allocate(1 << 14);
            requests.write(request, sequence, 1, due(first, sequence));
            var text = UTF_8.decode(request.flip()).toString();
            expected.add(text.substring(text.indexOf("\r\n\r\n") + 4));
        }
        return expected;
    }
}
