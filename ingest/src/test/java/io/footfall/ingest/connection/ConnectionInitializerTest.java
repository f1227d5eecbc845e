package io.footfall.ingest.connection;

import static io.footfall.testing.Patience.PATIENCE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real connections to a Vert.x server. */
class ConnectionInitializerTest {
    private static final int SHARE = 3;

    private final AtomicInteger accepted = new AtomicInteger();
    private final List<Socket> open = new ArrayList<>();
    private Vertx vertx;
    private int port;

    @BeforeEach
    void startServer() throws Exception {
        ConnectionInitializer.configure(this::accept, Duration.ofMinutes(1), () -> {});
        vertx = Vertx.vertx();
        port = vertx.createHttpServer()
                .requestHandler(request ->
                        request.body().onSuccess(body -> request.response().end("served")))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get()
                .actualPort();
    }

    @AfterEach
    void stopServer() throws Exception {
        for (var socket : open) {
            socket.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    @Test
    void noClientHasMoreConnectionsThanItsShare() throws IOException {
        for (int connection = 0; connection < SHARE; connection++) {
            assertThat(answer(connect())).startsWith("HTTP/1.1 200");
        }
        assertThat(answer(connect())).startsWith("HTTP/1.1 429").contains("more connections than one client may have");

        open.get(0).close();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(answer(connect())).startsWith("HTTP/1.1 200"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n", "-1\r\nx", "3\r\nabc\r\nno size\r\n", "fffffffffffffffff\r\nabc", "\r\n\r\n"})
    void aBodyWithADamagedChunkIsAnswered(String chunks) throws IOException {
        var socket = connect();

        socket.getOutputStream()
                .write(("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks)
                        .getBytes(US_ASCII));

        assertThat(socket.getInputStream().readAllBytes())
                .asString(US_ASCII)
                .startsWith("HTTP/1.1 400 ")
                .contains("cannot be read to its end")
                .doesNotContain("HTTP/1.1 200");
    }

    private Optional<Runnable> accept(InetAddress peer, int localPort) {
        if (accepted.incrementAndGet() > SHARE) {
            accepted.decrementAndGet();
            return Optional.empty();
        }
        return Optional.of(accepted::decrementAndGet);
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        open.add(socket);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    /** What the server sends first. */
    private static String answer(Socket socket) throws IOException {
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
        var bytes = new byte[1_000];
        return new String(bytes, 0, Math.max(0, socket.getInputStream().read(bytes)), US_ASCII);
    }
}
