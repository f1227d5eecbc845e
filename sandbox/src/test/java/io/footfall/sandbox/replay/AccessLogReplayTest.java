package io.footfall.sandbox.replay;

import static io.footfall.testing.Patience.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

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
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessLogReplayTest {
    private static final String LINE =
            "203.0.113.9 - - [30/Nov/2026:22:59:59 +0000] \"GET / HTTP/1.1\" 200 153 \"-\" \"curl/8\"";

    @TempDir
    private Path directory;

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private HttpServer ingest;

    @BeforeEach
    void start() throws IOException {
        ingest = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ingest.createContext("/requests", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            bodies.add(body);
            var broken = body.lines().filter(line -> line.equals("broken")).count();
            var answer = "{\"accepted\":%d,\"lines\":[%s]}"
                    .formatted(body.lines().count() - broken, broken == 0 ? "" : "{\"line\":2,\"reason\":\"format\"}")
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        ingest.start();
    }

    @AfterEach
    void stop() {
        ingest.stop(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                LINE,
                "half a line\n" + LINE,
                "www.example.com:443 " + LINE,
                "{\"level\":\"info\",\"ts\":1.5,\"request\":{\"method\":\"GET\"},\"status\":200}",
                "{\"DownstreamStatus\":200}"
            })
    void anAccessLogIsRecognised(String text) throws IOException {
        assertThat(AccessLogReplay.isAccessLog(file(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"ts_ingest\":1,\"article\":\"a\",\"status\":200}", "nonsense", "{\"a\":1}"})
    void aFileOfClicksIsNone(String text) throws IOException {
        assertThat(AccessLogReplay.isAccessLog(file(text))).isFalse();
    }

    @Test
    void linesAreSentInOrderAndCounted() throws Exception {
        var counts = new DeliveryCounts();
        var file = directory.resolve("access.log.gz");
        try (var gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
            gzip.write((LINE + "\nbroken\n\n" + (LINE + "\n").repeat(1_500)).getBytes(UTF_8));
        }

        replay(counts, file);

        assertThat(bodies).hasSize(2);
        assertThat(bodies.get(0)).startsWith(LINE + "\nbroken\n" + LINE);
        assertThat(counts).hasToString("sent=1502 accepted=1501 rejected=1 skipped=1");
        assertThat(output.toString(UTF_8))
                .contains("REPLAYED sent=1502 accepted=1501 rejected=1 skipped=1", "access.log.gz:2: rejected: format")
                .doesNotContain("203.0.113.9");
    }

    @Test
    void rotatedFilesAreSentInTheirOrder() throws Exception {
        var counts = new DeliveryCounts();
        var oldest = directory.resolve("access.log.2.gz");
        try (var gzip = new GZIPOutputStream(Files.newOutputStream(oldest))) {
            gzip.write((LINE + "1\n").getBytes(UTF_8));
        }
        var older = Files.writeString(directory.resolve("access.log.1"), LINE + "2\n");
        var newest = Files.createFile(directory.resolve("access.log"));

        assertThat(new ReplayRun(List.of(oldest, older, newest), false, ReplaySpeed.MAX, false).error())
                .isEmpty();
        replay(counts, oldest, older, newest);

        assertThat(String.join("", bodies)).isEqualTo(LINE + "1\n" + LINE + "2\n");
        assertThat(counts).hasToString("sent=2 accepted=2 rejected=0 skipped=0");
    }

    @Test
    void aFollowedFileIsReadOnThroughRotationAndTruncation() throws Exception {
        var file = directory.resolve("access.log");
        var stopping = new CountDownLatch(1);
        var counts = new DeliveryCounts();
        Files.writeString(file, LINE + "1\n" + LINE);
        var run = new ReplayRun(List.of(file), true, ReplaySpeed.MAX, false);
        var console = new Console(new PrintStream(output, true, UTF_8), new PrintStream(output, true, UTF_8));
        var replay = CompletableFuture.runAsync(() -> {
            try {
                run.viaIngest(address(), counts, console, stopping);
            } catch (IOException | InterruptedException e) {
                throw new CompletionException(e);
            }
        });
        await().atMost(PATIENCE).until(() -> sent().equals(LINE + "1\n"));

        Files.writeString(file, "2\n", StandardOpenOption.APPEND);
        await().atMost(PATIENCE).until(() -> sent().endsWith(LINE + "2\n"));

        var old = Files.move(file, directory.resolve("access.log.1"));
        Files.writeString(old, LINE + "3\n" + LINE + "4", StandardOpenOption.APPEND);
        Files.writeString(file, LINE + "5\n");
        await().atMost(PATIENCE).until(() -> sent().endsWith(LINE + "5\n"));

        Files.writeString(file, "");
        Files.writeString(file, "6\n");
        await().atMost(PATIENCE).until(() -> sent().endsWith("6\n"));

        stopping.countDown();
        replay.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(sent())
                .isEqualTo(IntStream.rangeClosed(1, 5)
                                .mapToObj(number -> LINE + number + "\n")
                                .collect(joining())
                        + "6\n");
        assertThat(counts).hasToString("sent=6 accepted=6 rejected=0 skipped=0");
    }

    private String sent() {
        return String.join("", bodies);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + ingest.getAddress().getPort() + "/clicks");
    }

    @Test
    void linesBeforeDamageAreSentAndCounted() throws Exception {
        var counts = new DeliveryCounts();
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write((LINE + "\n").repeat(30).getBytes(UTF_8));
            gzip.flush();
        }
        var file =
                Files.write(directory.resolve("access.log.gz"), Arrays.copyOf(bytes.toByteArray(), bytes.size() - 4));

        assertThatIOException()
                .isThrownBy(() -> replay(counts, file))
                .withMessageContaining("access.log.gz:")
                .withMessageContaining("before that sent=30 accepted=30");
    }

    private void replay(DeliveryCounts counts, Path... files) throws IOException, InterruptedException {
        var console = new Console(new PrintStream(output, true, UTF_8), new PrintStream(output, true, UTF_8));
        new ReplayRun(List.of(files), false, ReplaySpeed.MAX, false)
                .viaIngest(address(), counts, console, new CountDownLatch(1));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("file"), text);
    }
}
