package io.footfall.sandbox.system;

import static io.footfall.testing.Patience.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import io.footfall.events.Alert;
import io.footfall.events.Alert.Status;
import io.footfall.events.Json;
import io.footfall.sandbox.FreePorts;
import io.footfall.sandbox.RunningSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every receiver is notified of every alert and of its end, however often the alerts service is killed and however
 * often a receiver fails. {@code -Dalerts.rounds=50 -Dalerts.kills=20} for a thousand alerts.
 */
class AlertStormIT {
    private static final int FINGERPRINTS = 20;
    private static final int ROUNDS = Integer.getInteger("alerts.rounds", 4);
    private static final int KILLS = Integer.getInteger("alerts.kills", 2);

    private final Random random = new Random(Long.getLong("faults.seed", 20180113));
    private Path directory;
    private RunningSandbox sandbox;
    private WebhookReceiver good;
    private WebhookReceiver bad;
    private WebhookReceiver hanging;
    private CompletableFuture<Boolean> released;
    private ServiceProcess alerts;

    @BeforeEach
    void start(@TempDir Path temporary) throws IOException {
        directory = temporary;
        released = new CompletableFuture<>();
        good = new WebhookReceiver();
        bad = new WebhookReceiver(this::misbehave);
        hanging = new WebhookReceiver(exchange -> released.join());
        sandbox = RunningSandbox.ready(
                directory.resolve("data"), Map.of(), "--traffic=none", "--without=ingest,processor,alerts,dashboard");
        alerts = service();
    }

    @AfterEach
    void end() {
        released.complete(false);
        alerts.close();
        sandbox.close();
        good.close();
        bad.close();
        hanging.close();
    }

    @Test
    void noNotificationIsLostHoweverOftenTheServiceIsKilled() throws Exception {
        var kills = 0;
        for (var round = 0; round < ROUNDS; round++) {
            ForbiddenClicks.send(sandbox, "clicks-calculated-forbidden", ForbiddenClicks.pages(FINGERPRINTS));
            if (kills * ROUNDS <= round * KILLS && kills < KILLS) {
                kills++;
                killAtRandomMoment();
            }
            var ended = (round + 1) * FINGERPRINTS;
            // Until people are notified of its end, an alert continues if there is a new click.
            await().atMost(PATIENCE)
                    .until(() -> notified(good, "alert.resolved").size() >= ended);
        }

        var all = episodes(Status.RESOLVED);
        assertThat(all).hasSizeGreaterThanOrEqualTo(ROUNDS * FINGERPRINTS);
        for (var receiver : List.of(good, bad)) {
            // An alert is resolved before its notification can be delivered.
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(notified(receiver, "alert.firing").keySet()).containsAll(all);
                assertThat(notified(receiver, "alert.resolved").keySet()).containsAll(all);
            });
        }
        for (var name : List.of("good", "bad")) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(undelivered(name)).isZero());
        }
        for (var receiver : List.of(good, bad)) {
            assertThat(notified(receiver, "alert.firing").values()).allMatch(ids -> ids.size() == 1);
            assertThat(notified(receiver, "alert.resolved").values()).allMatch(ids -> ids.size() == 1);
        }
        assertThat(sandbox.count("alerts-undelivered")).isZero();
        Memory.check(alerts);
        Memory.check(sandbox);
    }

    private void killAtRandomMoment() throws InterruptedException, IOException {
        var moment = CompletableFuture.delayedExecutor(random.nextInt(2_000), TimeUnit.MILLISECONDS);
        CompletableFuture.runAsync(() -> {}, moment).join();
        Memory.check(alerts);
        alerts.kill();
        alerts = service();
    }

    private ServiceProcess service() throws IOException {
        var environment = new HashMap<>(Map.of(
                "FOOTFALL_ACCESS", "permit",
                "FOOTFALL_ALERTS_RESOLVE_TIMEOUT", "PT1S",
                "FOOTFALL_ALERTS_GROUP_WAIT", "PT0.1S",
                "FOOTFALL_ALERTS_RULES_FORBIDDEN_PATH_PATHS", "1000000",
                "FOOTFALL_ALERTS_RULES_FORBIDDEN_PATH_CLICKS", "1000000",
                "FOOTFALL_ALERTS_DELIVERY_BACKOFF", "PT0.1S,".repeat(60) + "PT0.1S"));
        Map.of("GOOD", good, "BAD", bad, "HANGING", hanging).forEach((name, receiver) -> {
            environment.put("FOOTFALL_ALERTS_RECEIVERS_" + name + "_TYPE", "webhook");
            environment.put("FOOTFALL_ALERTS_RECEIVERS_" + name + "_URL", receiver.url());
        });
        var port = FreePorts.take(1).get(0);
        return ServiceProcess.start("alerts", sandbox, port, environment, directory.resolve("alerts.log"));
    }

    /** Alerts on the topic that have had this status: fingerprint and start of firing. */
    private Set<List<String>> episodes(Status status) {
        return sandbox.topic("alerts").stream()
                .filter(record -> record.value() != null)
                .map(record -> Json.read(record.value(), Alert.class))
                .filter(alert -> alert.status() == status)
                .map(alert -> List.of(alert.fingerprint(), alert.firedAt().toString()))
                .collect(Collectors.toSet());
    }

    private long undelivered(String receiver) {
        var newest = new HashMap<String, JsonNode>();
        sandbox.topic("alerts-notices").forEach(record -> {
            try {
                newest.put(new String(record.key(), UTF_8), Json.MAPPER.readTree(record.value()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return newest.values().stream()
                .filter(notice -> !notice.at("/deliveries/" + receiver + "/status")
                        .asText()
                        .equals("DELIVERED"))
                .count();
    }

    /** Ids of the notifications that a receiver has accepted, by alert. */
    private static Map<List<String>, Set<String>> notified(WebhookReceiver receiver, String type) throws IOException {
        var notified = new HashMap<List<String>, Set<String>>();
        for (var post : new ArrayList<>(receiver.posts())) {
            var json = Json.MAPPER.readTree(post.body());
            if (json.get("type").asText().equals(type)) {
                for (var alert : json.get("data").get("alerts")) {
                    var firedAt = Instant.parse(alert.get("fired_at").asText()).toString();
                    notified.computeIfAbsent(
                                    List.of(alert.get("fingerprint").asText(), firedAt), first -> new HashSet<>())
                            .add(post.id());
                }
            }
        }
        return notified;
    }

    /** Accepts some posts, and rejects the others in different ways. */
    private boolean misbehave(HttpExchange exchange) throws IOException {
        switch (random.nextInt(5)) {
            case 0 -> exchange.sendResponseHeaders(500, -1);
            case 1 -> {
                exchange.getResponseHeaders().add("Retry-After", "1");
                exchange.sendResponseHeaders(429, -1);
            }
            case 2 -> exchange.close();
            case 3 -> exchange.sendResponseHeaders(503, -1);
            default -> {
                exchange.sendResponseHeaders(204, -1);
                return true;
            }
        }
        return false;
    }
}
