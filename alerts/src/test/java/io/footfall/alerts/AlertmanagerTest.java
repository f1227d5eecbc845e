package io.footfall.alerts;

import static io.footfall.alerts.notify.SampleAlerts.alert;
import static io.footfall.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.footfall.alerts.evaluation.ReceivedEvent;
import io.footfall.alerts.leader.ActiveReplica;
import io.footfall.alerts.notify.Receiver;
import io.footfall.alerts.notify.Route;
import io.footfall.alerts.notify.webhook.WebhookEndpoint;
import io.footfall.alerts.notify.webhook.WebhookNotifier;
import io.footfall.alerts.notify.webhook.WebhookPayload;
import io.footfall.alerts.notify.webhook.WebhookProxy;
import io.footfall.alerts.notify.webhook.WebhookSignature;
import io.footfall.alerts.notify.webhook.WebhookUrl;
import io.footfall.alerts.rules.SecurityEvent.ForbiddenClick;
import io.footfall.alerts.state.RecordPosition;
import io.footfall.events.Alert;
import io.footfall.events.Alert.Severity;
import io.footfall.events.Alert.Status;
import io.footfall.events.Click;
import io.footfall.testing.MutableClock;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The active replica with the real Alertmanager as its receiver. */
class AlertmanagerTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration TICK = Duration.ofMillis(100);
    /** Longer than until a request that has failed is sent again, shorter than until one is repeated. */
    private static final Duration MAX_TICKS = Duration.ofSeconds(25);

    private static final Duration RESOLVE_TIMEOUT = Duration.ofMinutes(5);
    private static final String PUBLIC_URL = "https://alerts.example";

    private static Vertx vertx;

    @TempDir
    private Path directory;

    private final Queue<Runnable> outcomes = new ConcurrentLinkedQueue<>();
    private final MutableClock clock = new MutableClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));
    private final RecordingAlertsLog log = new RecordingAlertsLog();
    private AlertmanagerProcess alertmanager;
    private ActiveReplica replica;

    @BeforeAll
    static void openClient() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void closeClient() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void start() throws IOException {
        alertmanager = new AlertmanagerProcess(directory);
    }

    @AfterEach
    void end() {
        alertmanager.close();
    }

    @Test
    void afterItsRestartAlertsThatFireAreThereAgainWithinAMinute() throws IOException {
        takeOver(firing("a"), firing("b"), firing("c"), firing("d"));
        tickUntil(() -> alertmanager.alerts().size() == 4);

        alertmanager.restart();
        assertThat(alertmanager.alerts()).isEmpty();
        clock.advance(Duration.ofMinutes(1));

        tickUntil(() -> alertmanager.alerts().size() == 4);
        assertThat(alertmanager.received("firing")).isEqualTo("4");
    }

    @Test
    void withoutFurtherRequestsAnAlertEndsAfterSomeMinutes() {
        takeOver(firing("a"));

        tickUntil(() -> alertmanager.alerts().size() == 1);

        var end = OffsetDateTime.parse(onlyAlert().get("endsAt").textValue()).toInstant();
        assertThat(end)
                .isBetween(clock.instant().plusSeconds(150), clock.instant().plusSeconds(300));
    }

    @Test
    void anAlertThatIsResolvedEndsAtOnce() {
        var now = clock.instant();
        clock.set(now.minus(RESOLVE_TIMEOUT));
        takeOver(firing("a"));
        clock.set(now.minusSeconds(30));
        tickUntil(() -> alertmanager.alerts().size() == 1);

        clock.set(now.plusMillis(1));

        tickUntil(() -> alertmanager.alerts().isEmpty());
        assertThat(alertmanager.received("resolved")).isEqualTo("1");
    }

    @Test
    void anAlertThatGetsWorseIsThereOnce() {
        takeOver();
        replica.process(List.of(click(0)));
        tickUntil(() -> alertmanager.alerts().size() == 1);

        replica.process(IntStream.range(1, 50).mapToObj(this::click).toList());

        tickUntil(() -> alertmanager.alerts().size() == 1
                && onlyAlert().get("labels").get("severity").textValue().equals("critical"));
    }

    @Test
    void itsSourceLinkLeadsToTheAlert() {
        takeOver(firing("a1b2"));

        tickUntil(() -> alertmanager.alerts().size() == 1);

        assertThat(onlyAlert().path("generatorURL").textValue()).isEqualTo("https://alerts.example/alerts/a1b2");
    }

    private Alert firing(String fingerprint) {
        return alert(fingerprint, Status.FIRING, Severity.WARNING, clock.instant());
    }

    private ReceivedEvent click(int offset) {
        var at = clock.instant();
        var click = new Click(
                "desktop", at.toEpochMilli(), "Title", "NL", 0, "linux", "https://site.example/admin", 0, "firefox");
        return new ReceivedEvent(new ForbiddenClick(click, "/admin", "/admin", at), new RecordPosition(0, offset), at);
    }

    private void takeOver(Alert... alerts) {
        for (var alert : alerts) {
            log.write(Map.of(alert.fingerprint(), Optional.of(alert)));
        }
        replica = DefaultReplica.create(receiver(), log, outcomes::add, clock);
        replica.takeOver();
    }

    private void tickUntil(Callable<Boolean> condition) {
        var lastTick = clock.instant().plus(MAX_TICKS);
        await().atMost(PATIENCE).pollInterval(TICK).until(() -> {
            if (clock.instant().isBefore(lastTick)) {
                clock.advance(TICK);
            }
            replica.tick();
            for (var outcome = outcomes.poll(); outcome != null; outcome = outcomes.poll()) {
                outcome.run();
            }
            return condition.call();
        });
    }

    private JsonNode onlyAlert() {
        return alertmanager.alerts().get(0);
    }

    private Receiver receiver() {
        var url = WebhookUrl.validated("setting", alertmanager.url(), false);
        var direct = new WebhookProxy("proxy", Optional.empty(), List.of());
        var notifier = new WebhookNotifier(
                WebhookEndpoint.of("setting", url, Optional.empty(), direct),
                WebhookPayload.ALERTMANAGER,
                PUBLIC_URL,
                new WebhookSignature(List.of()),
                vertx.createHttpClient(WebhookNotifier.clientOptions(TIMEOUT)),
                TIMEOUT,
                clock);
        return new Receiver("am", new Route(Severity.WARNING, Set.of(), true), notifier);
    }
}
