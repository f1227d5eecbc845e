package io.footfall.sandbox.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.footfall.sandbox.console.Console;
import io.footfall.sandbox.delivery.DeliveryCounts;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClickReplayTest {
    private static final Console SILENT = new Console(
            new PrintStream(PrintStream.nullOutputStream()), new PrintStream(PrintStream.nullOutputStream()));

    @TempDir
    private Path home;

    private final DeliveryCounts counts = new DeliveryCounts();
    private final List<String> bodies = new ArrayList<>();
    private final List<String> userAgents = new ArrayList<>();
    private final Deque<Integer> answers = new ArrayDeque<>();
    private HttpServer ingest;

    @BeforeEach
    void startIngest() throws IOException {
        ingest = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ingest.createContext("/clicks", exchange -> {
            try (exchange) {
                bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                userAgents.add(exchange.getRequestHeaders().getFirst("User-Agent"));
                exchange.sendResponseHeaders(answers.isEmpty() ? 200 : answers.remove(), -1);
            }
        });
        ingest.start();
    }

    @AfterEach
    void stopIngest() {
        ingest.stop(0);
    }

    @Test
    void clicksAreSentUnchangedInArraysAndWithoutAUserAgent() throws Exception {
        replay("{\"ts_ingest\": 1}", "", "{\"ts_ingest\":null }");

        assertThat(bodies).containsExactly("[{\"ts_ingest\": 1},{\"ts_ingest\":null }]");
        assertThat(userAgents.get(0)).isNullOrEmpty();
        assertThat(counts).hasToString("sent=2 accepted=2 rejected=0 skipped=1");
    }

    @Test
    void aLineThatIsNotAnObjectIsSentAloneAndInOrder() throws Exception {
        answers.addAll(List.of(200, 400, 200));

        replay("{\"a\":1}", "broken", "{\"b\":2}");

        assertThat(bodies).containsExactly("{\"a\":1}", "broken", "{\"b\":2}");
        assertThat(counts).hasToString("sent=3 accepted=2 rejected=1 skipped=0");
    }

    @Test
    void clicksAreRetriedUntilIngestAcceptsThem() throws Exception {
        answers.addAll(List.of(503, 429, 200));

        replay("{\"a\":1}");

        assertThat(bodies).hasSize(3);
        assertThat(counts).hasToString("sent=1 accepted=1 rejected=0 skipped=0");
    }

    @Test
    void aRejectedArrayIsSplitUntilOnlyTheInvalidClickIsRejected() throws Exception {
        answers.addAll(List.of(400, 200, 400, 400, 200));

        replay("{\"a\":1}", "{\"b\":2}", "{\"c\":3}", "{\"d\":4}");

        assertThat(bodies)
                .containsExactly(
                        "[{\"a\":1},{\"b\":2},{\"c\":3},{\"d\":4}]",
                        "[{\"a\":1},{\"b\":2}]",
                        "[{\"c\":3},{\"d\":4}]",
                        "{\"c\":3}",
                        "{\"d\":4}");
        assertThat(counts).hasToString("sent=4 accepted=3 rejected=1 skipped=0");
    }

    private void replay(String... lines) throws IOException, InterruptedException {
        var file = Files.write(home.resolve("clicks.ndjson"), List.of(lines));
        var address = URI.create("http://127.0.0.1:" + ingest.getAddress().getPort() + "/clicks");
        new ReplayRun(file, ReplaySpeed.MAX, false).viaIngest(address, counts, SILENT, new CountDownLatch(1));
    }
}
