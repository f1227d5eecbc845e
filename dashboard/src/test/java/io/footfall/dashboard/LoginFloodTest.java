package io.footfall.dashboard;

import static io.footfall.dashboard.Samples.alert;
import static io.footfall.testing.Patience.PATIENCE;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.dashboard.state.Dashboard;
import io.footfall.testing.Patience;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Many connections that guess passwords must not keep those waiting who have logged in. */
@QuarkusTest
@TestProfile(AccessTest.Deployed.class)
class LoginFloodTest {
    private static final int CONNECTIONS = 1_000;
    private static final int ROUNDS = 5;
    private static final Duration SOON = Patience.promised(Duration.ofSeconds(2));
    private static final int UNAUTHORIZED = 401;
    private static final int UNAVAILABLE = 503;

    @Inject
    Dashboard dashboard;

    @TestHTTPResource("/stream")
    URL address;

    @Test
    void streamsAndPagesGoOnWhileAThousandConnectionsGuessPasswords() throws IOException {
        try (var reader = connect();
                var flood = new Flood()) {
            reader.getOutputStream().write(request("/stream", "ann:pw"));
            var stream = new BufferedReader(new InputStreamReader(reader.getInputStream(), UTF_8));
            await("event: snapshot", stream);

            flood.guess();
            for (var round = 0; round < ROUNDS; round++) {
                var began = System.nanoTime();
                dashboard.put(alert("flood " + round, round, "change " + round));
                await("change " + round, stream);
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
                given().auth().preemptive().basic("ann", "pw").get("/").then().statusCode(200);
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON.multipliedBy(2));
            }

            assertThat(flood.statuses()).contains(UNAVAILABLE).isSubsetOf(Set.of(UNAUTHORIZED, UNAVAILABLE));
        }
    }

    private static void await(String words, BufferedReader stream) throws IOException {
        for (var line = stream.readLine(); !line.contains(words); line = stream.readLine()) {
            assertThat(line).doesNotStartWith("HTTP/1.1 4");
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    private static byte[] request(String path, String user) {
        var credentials = Base64.getEncoder().encodeToString(user.getBytes(UTF_8));
        return "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic %s\r\n\r\n"
                .formatted(path, credentials)
                .getBytes(UTF_8);
    }

    /** Connections that each send a wrong password. */
    private final class Flood implements AutoCloseable {
        private final List<Socket> sockets = new ArrayList<>();

        void guess() throws IOException {
            for (var number = 0; number < CONNECTIONS; number++) {
                var socket = connect();
                sockets.add(socket);
                socket.getOutputStream().write(request("/api/traffic", "ann:guess" + number));
            }
        }

        Set<Integer> statuses() throws IOException {
            var statuses = new TreeSet<Integer>();
            for (var socket : sockets) {
                var line = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
                statuses.add(Integer.parseInt(line.split(" ", 3)[1]));
            }
            return statuses;
        }

        @Override
        public void close() throws IOException {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }
}
