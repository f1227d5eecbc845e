package io.footfall.processor.replay.drop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.influxdb.exceptions.InfluxException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.footfall.processor.replay.drop.InfluxBucket.Dropped;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two organizations have a bucket of the same name, and the token may delete both. */
class InfluxBucketTest {
    private static final String OTHERS_ID = "00000000000000aa";
    private static final String OWN_ID = "00000000000000bb";
    private static final String OTHERS = bucket("0a", OTHERS_ID);
    private static final String OWN = bucket("0b", OWN_ID);

    private final Queue<String> deleted = new ConcurrentLinkedQueue<>();
    private HttpServer influx;
    private boolean hasOrganizations = true;

    @BeforeEach
    void start() throws IOException {
        influx = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        influx.createContext("/api/v2/buckets", this::answer);
        influx.start();
    }

    @AfterEach
    void stop() {
        influx.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"own", OWN_ID})
    void onlyTheBucketOfTheOrganizationIsDeleted(String org) {
        assertThat(bucketOf(org).drop()).isEqualTo(Dropped.DELETED);
        assertThat(deleted).containsExactly("0b");
    }

    @Test
    void anOrganizationWithoutTheBucketHasNothingToDelete() {
        assertThat(bucketOf("third").drop()).isEqualTo(Dropped.NOT_FOUND);
        assertThat(deleted).isEmpty();
    }

    @Test
    void nothingIsDeletedForAnOrganizationThatDoesNotExist() {
        assertThatThrownBy(() -> bucketOf("nobody").drop())
                .isInstanceOf(InfluxException.class)
                .hasMessageContaining("organization name \"nobody\" not found");
        assertThat(deleted).isEmpty();
    }

    @Test
    void nothingIsDeletedIfTheStoreDoesNotKnowOrganizations() {
        hasOrganizations = false;

        assertThatThrownBy(() -> bucketOf("own").drop())
                .isInstanceOf(InfluxException.class)
                .hasMessageContaining("2 buckets");
        assertThatThrownBy(() -> bucketOf("00000000000000cc").drop()).isInstanceOf(InfluxException.class);
        assertThat(deleted).isEmpty();
    }

    private InfluxBucket bucketOf(String org) {
        return new InfluxBucket(
                "http://127.0.0.1:" + influx.getAddress().getPort(), Optional.empty(), org, "footfall-v2");
    }

    /** As InfluxDB 2.7 does: an unknown bucket or organization is 404. */
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("DELETE")) {
                deleted.add(exchange.getRequestURI().getPath().replaceFirst(".*/", ""));
                exchange.sendResponseHeaders(204, -1);
                return;
            }
            var query = List.of(exchange.getRequestURI().getQuery().split("&"));
            if (query.contains("org=nobody")) {
                send(exchange, 404, error("organization name \\\"nobody\\\" not found"));
            } else if (query.contains("org=third")) {
                send(exchange, 404, error("bucket \\\"footfall-v2\\\" not found"));
            } else {
                send(exchange, 200, "{\"buckets\":[" + String.join(",", found(query)) + "]}");
            }
        }
    }

    private List<String> found(List<String> query) {
        var found = new ArrayList<>(List.of(OTHERS, OWN));
        if (hasOrganizations && (query.contains("org=own") || query.contains("orgID=" + OWN_ID))) {
            found.remove(OTHERS);
        }
        return found;
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String error(String message) {
        return "{\"code\":\"not found\",\"message\":\"" + message + "\"}";
    }

    private static String bucket(String id, String orgId) {
        return "{\"id\":\"%s\",\"orgID\":\"%s\",\"name\":\"footfall-v2\",\"retentionRules\":[]}".formatted(id, orgId);
    }
}
