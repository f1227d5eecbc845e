package io.footfall.alerts.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.footfall.alerts.DefaultReplica;
import io.footfall.alerts.RecordingAlertsLog;
import io.footfall.alerts.evaluation.ReceivedEvent;
import io.footfall.alerts.evaluation.SecurityEventDecoder;
import io.footfall.alerts.leader.ActiveReplica;
import io.footfall.events.Alert;
import io.footfall.events.Alert.Severity;
import io.footfall.events.Alert.Status;
import io.footfall.events.Headers;
import io.footfall.events.requests.Request;
import io.footfall.events.requests.RequestJson;
import io.footfall.events.topics.Topics;
import io.footfall.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scanners of access logs, from the records of the derived topic to alerts, with the default settings. */
class ProbingScenarioTest {
    private static final Instant START = Instant.parse("2026-11-03T12:00:00Z");

    private final Topics topics = new Topics("");
    private final SecurityEventDecoder decoder = new SecurityEventDecoder(topics);
    private final RecordingAlertsLog log = new RecordingAlertsLog();
    private final MutableClock clock = new MutableClock(START);
    private final ActiveReplica replica = DefaultReplica.create(log, clock);
    private final List<ReceivedEvent> sent = new ArrayList<>();
    private long nextOffset;

    private ReceivedEvent event(String visitor, String reason, String path, int status) {
        var now = clock.instant();
        var request = new Request(
                now.toEpochMilli(), "GET", "news.example", path, status, 5, 1, null, "zgrab/0.x", "NL", false);
        var record = DefaultReplica.record(
                topics.suspiciousRequests(), nextOffset++, now, visitor, RequestJson.write(request));
        record.headers()
                .add(Headers.REASON, reason.getBytes(UTF_8))
                .add(Headers.PATH, path.getBytes(UTF_8))
                .add(Headers.SOURCE_TIMESTAMP, Long.toString(now.toEpochMilli()).getBytes(UTF_8));
        var event = decoder.decode(record).orElseThrow();
        sent.add(event);
        return event;
    }

    private void scan(ActiveReplica by, String visitor, int from, int to) {
        for (int i = from; i < to; i++) {
            clock.advance(Duration.ofMillis(100));
            by.process(List.of(event(visitor, i % 2 == 0 ? "probe" : "not-found", "/probe/" + i, 404)));
        }
    }

    private List<Alert> alerts() {
        return log.view().alerts().stream()
                .filter(alert -> alert.rule().equals("probing"))
                .toList();
    }

    @Test
    void eachScannerIsOneAlertThatCountsAllItsRequests() {
        replica.takeOver();
        scan(replica, "first", 0, 200);
        scan(replica, "second", 0, 44);
        scan(replica, "reader", 0, 3);

        assertThat(alerts())
                .extracting(Alert::count, Alert::severity, Alert::status)
                .containsExactlyInAnyOrder(
                        tuple(200L, Severity.WARNING, Status.FIRING), tuple(44L, Severity.WARNING, Status.FIRING));
        assertThat(alerts()).allSatisfy(alert -> assertThat(alert.evidence()).hasSize(10));
    }

    @Test
    void aPageThatIsShownRaisesTheSeverity() {
        replica.takeOver();
        scan(replica, "first", 0, 20);
        replica.process(List.of(event("first", "forbidden", "/admin", 200)));

        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(alert.summary()).contains("shown: /admin;");
        });
    }

    @Test
    void aScannerThatStopsIsResolvedAndOneThatReturnsFiresAgain() {
        replica.takeOver();
        scan(replica, "first", 0, 20);
        clock.advance(Duration.ofMinutes(6));
        replica.tick();
        clock.advance(Duration.ofSeconds(1));
        replica.tick();

        assertThat(alerts()).extracting(Alert::status).containsExactly(Status.RESOLVED);

        scan(replica, "first", 0, 20);
        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.status()).isEqualTo(Status.FIRING);
            assertThat(alert.count()).isEqualTo(20);
        });
    }

    @Test
    void anotherReplicaNeitherAlertsAnewNorCountsTwice() {
        replica.takeOver();
        scan(replica, "first", 0, 20);
        var firedAt = alerts().get(0).firedAt();

        var next = DefaultReplica.create(log, clock);
        // The last commit was before the newest five, which are received again.
        sent.subList(0, 15).forEach(next::warmUp);
        next.takeOver();
        next.process(sent.subList(15, 20));
        scan(next, "first", 20, 30);

        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.count()).isEqualTo(30);
            assertThat(alert.firedAt()).isEqualTo(firedAt);
        });
    }

    @Test
    void aScanThatBeganBeforeTheTakeOverIsCountedWhole() {
        replica.takeOver();
        scan(replica, "first", 0, 3);
        assertThat(alerts()).isEmpty();

        var next = DefaultReplica.create(log, clock);
        sent.forEach(next::warmUp);
        next.takeOver();
        scan(next, "first", 3, 10);

        assertThat(alerts()).singleElement().satisfies(alert -> assertThat(alert.count())
                .isEqualTo(10));
    }
}
