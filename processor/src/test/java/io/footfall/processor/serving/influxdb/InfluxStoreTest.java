package io.footfall.processor.serving.influxdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.events.topics.Topics;
import io.footfall.testing.SilentAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class InfluxStoreTest {
    private static final List<NumberedPoint> POINTS =
            List.of(new NumberedPoint(1, Instant.EPOCH, List.of(), List.of()));
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    /** The client's default is 10 s. */
    private static final Duration SOON = Duration.ofSeconds(8);

    @Test
    void aNameThatDoesNotResolveYetIsAnOutageThatNamesIt() {
        assertThat(write("http://influxdb.invalid:8086"))
                .isInstanceOfSatisfying(WriteOutcome.Unavailable.class, outage -> assertThat(outage.reason())
                        .contains("influxdb.invalid"));
    }

    @Test
    void anAddressThatDoesNotAnswerIsGivenUpSoon() throws IOException {
        try (var gone = new SilentAddress("127.0.0.1")) {
            var begin = System.nanoTime();

            assertThat(write("http://127.0.0.1:" + gone.port())).isInstanceOf(WriteOutcome.Unavailable.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
        }
    }

    /** A client of HTTP quotes a status line that it does not understand. */
    @Test
    void whatSomethingElseAnswersIsShownOnOneShortLine() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var answering = CompletableFuture.runAsync(() -> answer(other, "220 \u001b[2J\u2028" + "x".repeat(5_000)));

            assertThat(write("http://127.0.0.1:" + other.getLocalPort()))
                    .isInstanceOfSatisfying(WriteOutcome.Unavailable.class, outage -> assertThat(outage.reason())
                            .contains("220 ")
                            .hasSizeLessThanOrEqualTo(300)
                            .doesNotContain("\u001b", "\u2028", "\n"));
            answering.join();
        }
    }

    private static void answer(ServerSocket server, String line) {
        try (var connection = server.accept()) {
            connection.getOutputStream().write((line + "\r\n\r\n").getBytes(UTF_8));
            connection.shutdownOutput();
            connection.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theNextAttemptFollowsSoonHoweverLongTheOutageIs() {
        var backoff = new RetryBackoff(() -> 1);
        for (var attempt = 0; attempt < 20; attempt++) {
            assertThat(backoff.next(Duration.ZERO)).isLessThanOrEqualTo(LONGEST_PAUSE);
        }
    }

    private static WriteOutcome write(String url) {
        var store = new InfluxStore(config(url), new Topics(""));
        try {
            return store.write(POINTS);
        } finally {
            store.close();
        }
    }

    private static InfluxConfig config(String url) {
        return new InfluxConfig() {
            @Override
            public String url() {
                return url;
            }

            @Override
            public Optional<String> token() {
                return Optional.empty();
            }

            @Override
            public Optional<String> password() {
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
        };
    }
}
