package io.footfall.sandbox.replay;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.footfall.sandbox.console.Console;
import io.footfall.sandbox.delivery.DeliveryCounts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClickReplayTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Console console =
            new Console(new PrintStream(PrintStream.nullOutputStream()), new PrintStream(printed, true, UTF_8));

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
                var status = answers.isEmpty() ? 200 : answers.remove();
                var body = status == 200 ? "" : "{\"success\":false,\"message\":\"not JSON\\u001B[2J\"}";
                exchange.sendResponseHeaders(status, body.isEmpty() ? -1 : body.length());
                exchange.getResponseBody().write(body.getBytes(UTF_8));
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
        assertThat(printed.toString(UTF_8).lines())
                .containsExactly("replay: clicks.ndjson:2: rejected: ingest answered 400: not JSON\\u{1b}[2J");
    }

    @Test
    void anArrayInALineCountsAsManyClicksAsItHas() throws Exception {
        answers.addAll(List.of(400, 200, 413));

        replay("[{\"a\":1},{\"b\":2}]", "[]");

        assertThat(bodies).containsExactly("[{\"a\":1},{\"b\":2}]", "{\"a\":1}", "{\"b\":2}");
        assertThat(counts).hasToString("sent=2 accepted=1 rejected=1 skipped=1");
        assertThat(printed.toString(UTF_8)).contains("clicks.ndjson:1: rejected: ingest answered 413");
    }

    @Test
    void aLineThatIsTooLongIsRejectedWithoutBeingSent() throws Exception {
        replay("{\"a\":1}", "x".repeat(ClickFile.MAX_LINE + 1), "{\"b\":2}");

        assertThat(bodies).containsExactly("[{\"a\":1},{\"b\":2}]");
        assertThat(counts).hasToString("sent=3 accepted=2 rejected=1 skipped=0");
        assertThat(printed.toString(UTF_8))
                .contains("clicks.ndjson:2: rejected: the line is longer than 8388608 bytes");
    }

    @Test
    void onlyTheFirstRejectedClicksAreShown() throws Exception {
        answers.addAll(Collections.nCopies(30, 400));

        replay(Collections.nCopies(30, "broken").toArray(String[]::new));

        assertThat(printed.toString(UTF_8).lines())
                .hasSize(21)
                .last()
                .isEqualTo("replay: further rejected clicks are counted, but not shown");
        assertThat(counts).hasToString("sent=30 accepted=0 rejected=30 skipped=0");
    }

    @Test
    void clicksBeforeTheDamageAreSentAndCounted() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("{\"a\":1}\n{\"b\":2}\n{\"c\":3}".getBytes(UTF_8));
        }
        var withoutTrailer = Arrays.copyOf(packed.toByteArray(), packed.size() - 6);
        var file = Files.write(home.resolve("clicks.ndjson.gz"), withoutTrailer);

        assertThatThrownBy(() -> replay(file))
                .isInstanceOf(IOException.class)
                .hasMessageMatching("clicks\\.ndjson\\.gz:3: the file is damaged or ends too early: .*;"
                        + " before that sent=2 accepted=2 rejected=0 skipped=0");
        assertThat(bodies).containsExactly("[{\"a\":1},{\"b\":2}]");
    }

    @Test
    void aFileThatCannotBeReplayedIsFoundBeforeAnythingIsStarted() throws IOException {
        var empty = Files.createFile(home.resolve("empty.ndjson"));
        var utf16 = Files.writeString(home.resolve("utf16.ndjson"), "{}", UTF_16);
        var damaged = Files.write(home.resolve("damaged.gz"), new byte[] {0x1F, (byte) 0x8B, 8, 0});
        var good = Files.writeString(home.resolve("good.ndjson"), "{}");

        assertThat(error(Path.of(""))).isEqualTo("--replay=: name a file");
        assertThat(error(home)).isEqualTo("--replay=" + home + ": name a file");
        assertThat(error(home.resolve("none")))
                .isEqualTo("--replay=" + home.resolve("none") + ": the file cannot be read");
        assertThat(error(empty)).isEqualTo("--replay=" + empty + ": the file is empty");
        assertThat(error(utf16)).startsWith("--replay: utf16.ndjson: the file is UTF-16");
        assertThat(error(damaged)).startsWith("--replay: damaged.gz: ");
        assertThat(error(good)).isNull();
    }

    private static String error(Path file) {
        return new ReplayRun(List.of(file), false, ReplaySpeed.MAX, false)
                .error()
                .orElse(null);
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
        replay(Files.write(home.resolve("clicks.ndjson"), List.of(lines)));
    }

    private void replay(Path file) throws IOException, InterruptedException {
        var address = URI.create("http://127.0.0.1:" + ingest.getAddress().getPort() + "/clicks");
        new ReplayRun(List.of(file), false, ReplaySpeed.MAX, false)
                .viaIngest(address, counts, console, new CountDownLatch(1));
    }
}
