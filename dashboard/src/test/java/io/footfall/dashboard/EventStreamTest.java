package io.footfall.dashboard;

import static io.footfall.dashboard.Samples.alert;
import static io.footfall.testing.Patience.PATIENCE;
import static io.restassured.RestAssured.when;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.notNullValue;

import io.footfall.dashboard.state.Dashboard;
import io.footfall.dashboard.stream.SseEventLog;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Clients that read slowly or never, and too many clients. */
@QuarkusTest
@TestProfile(EventStreamTest.ShortTimes.class)
class EventStreamTest {
    public static final class ShortTimes implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "footfall.dashboard.update-interval", "100ms",
                    "footfall.dashboard.resume-window", "5s",
                    "footfall.dashboard.max-streams", "2");
        }
    }

    @Inject
    Dashboard dashboard;

    @Inject
    SseEventLog events;

    @TestHTTPResource("/stream")
    URL stream;

    @TestHTTPResource(value = "", management = true)
    URL management;

    @Test
    void aSlowClientGetsTheNewestStateAndNotAllStatesBefore() throws IOException {
        try (var slow = open()) {
            for (var round = 0; round < 15; round++) {
                change(round);
            }

            var numbers = numbersUntil("state 14", slow);

            assertThat(numbers).isSorted();
            assertThat(numbers.get(numbers.size() - 1) - numbers.get(0)).isGreaterThan(numbers.size());
        }
    }

    @Test
    void aClientThatNeverReadsIsDisconnected() throws IOException {
        try (var idle = open()) {
            assertThat(idle.isConnected()).isTrue();
            await().atMost(PATIENCE).until(() -> openStreams() > 0);

            for (var round = 0; openStreams() > 0; round++) {
                assertThat(round).isLessThan(200);
                change(round);
            }
        }
    }

    @Test
    void tooManyClientsGet503WithRetryAfter() throws IOException {
        try (var one = open();
                var two = open()) {
            assertThat(List.of(one, two)).allMatch(Socket::isConnected);
            await().atMost(PATIENCE).until(() -> openStreams() == 2);

            when().get("/stream").then().statusCode(503).header("Retry-After", notNullValue());
        }
        await().atMost(PATIENCE).until(() -> openStreams() == 0);
    }

    private Socket open() throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4 * 1024);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.connect(new InetSocketAddress(stream.getHost(), stream.getPort()));
        socket.getOutputStream().write("GET /stream HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
        return socket;
    }

    /** Changes the text of fifty alerts, and waits until that is published. */
    private void change(int round) {
        var before = events.first(null).number();
        for (var number = 0; number < Dashboard.ALERTS; number++) {
            dashboard.put(alert("alert " + number, number, "state " + round + " " + "x".repeat(280)));
        }
        await().atMost(PATIENCE).until(() -> events.first(null).number() > before);
    }

    private static List<Long> numbersUntil(String words, Socket socket) throws IOException {
        var numbers = new ArrayList<Long>();
        var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        for (var line = lines.readLine(); !line.contains(words); line = lines.readLine()) {
            if (line.startsWith("id: ")) {
                numbers.add(Long.parseLong(line.substring(line.indexOf('-') + 1)));
            }
        }
        return numbers;
    }

    private double openStreams() {
        return when().get(management + "metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("footfall_dashboard_streams"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
