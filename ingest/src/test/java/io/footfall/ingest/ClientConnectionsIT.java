package io.footfall.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One client cannot have all connections. With a process of its own, because Netty loads its extensions once. */
@QuarkusIntegrationTest
@TestProfile(ClientConnectionsIT.ThreeConnections.class)
class ClientConnectionsIT {
    private static final int SHARE = 3;

    @TestHTTPResource("/tracker.js")
    URI tracker;

    private final List<Socket> open = new ArrayList<>();

    /** A small share of loopback's address; its others are trusted senders. */
    public static final class ThreeConnections implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "footfall.ingest.client-connections",
                    Integer.toString(SHARE),
                    "footfall.ingest.trusted-senders",
                    "127.0.1.0/24");
        }
    }

    @AfterEach
    void close() throws IOException {
        for (var socket : open) {
            socket.close();
        }
    }

    @Test
    void aClientWithItsShareOfConnectionsIsRefusedAnotherAndOtherClientsAreNot() throws IOException {
        for (int connection = 0; connection < SHARE; connection++) {
            assertThat(status(connect("127.0.0.1"))).isEqualTo("HTTP/1.1 200 OK");
        }

        assertThat(status(connect("127.0.0.1"))).isEqualTo("HTTP/1.1 429 Too Many Requests");
        assertThat(status(connect("127.0.0.2"))).isEqualTo("HTTP/1.1 200 OK");

        open.get(0).close();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(status(connect("127.0.0.1"))).isEqualTo("HTTP/1.1 200 OK"));
    }

    @Test
    void aTrustedSenderHasAnyNumberOfConnections() throws IOException {
        for (int connection = 0; connection < 4 * SHARE; connection++) {
            assertThat(status(connect("127.0.1.1"))).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    private Socket connect(String from) throws IOException {
        var socket =
                new Socket(InetAddress.getByName(tracker.getHost()), tracker.getPort(), InetAddress.getByName(from), 0);
        open.add(socket);
        socket.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
        return socket;
    }

    /** The first line of the response. */
    private static String status(Socket connection) throws IOException {
        send(connection, "HEAD /tracker.js HTTP/1.1\r\nHost: x\r\n\r\n");
        var line = new StringBuilder();
        for (int read = connection.getInputStream().read();
                read != '\r';
                read = connection.getInputStream().read()) {
            assertThat(read).as("the connection is open").isNotNegative();
            line.append((char) read);
        }
        return line.toString();
    }

    private static void send(Socket connection, String request) throws IOException {
        connection.getOutputStream().write(request.getBytes(US_ASCII));
    }
}
