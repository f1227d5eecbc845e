package io.footfall.alerts.leader;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.alerts.DefaultReplica;
import io.footfall.alerts.RecordingAlertsLog;
import io.footfall.alerts.RecordingNotifier;
import io.footfall.alerts.evaluation.ReceivedEvent;
import io.footfall.alerts.notify.Delivery;
import io.footfall.alerts.notify.Notification;
import io.footfall.alerts.notify.Notification.Kind;
import io.footfall.alerts.rules.SecurityEvent.ForbiddenClick;
import io.footfall.alerts.state.RecordPosition;
import io.footfall.alerts.state.actions.Acknowledgement;
import io.footfall.alerts.state.actions.OperatorActions;
import io.footfall.alerts.state.actions.Redelivery;
import io.footfall.alerts.state.actions.Silence;
import io.footfall.events.Alert;
import io.footfall.events.Alert.Status;
import io.footfall.events.Click;
import io.footfall.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActiveReplicaTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration GROUP_WAIT = Duration.ofMillis(500);
    private static final Duration RESOLVE_TIMEOUT = Duration.ofMinutes(5);

    private final MutableClock clock = new MutableClock(START);
    private final RecordingAlertsLog log = new RecordingAlertsLog();
    private final RecordingNotifier notifier = new RecordingNotifier(log.writes());
    private ActiveReplica replica = DefaultReplica.create(notifier, log, clock);
    private long nextOffset;

    @Test
    void anAlertIsWrittenBeforeTheBatchEndsAndBeforeAnybodyIsNotified() {
        replica.process(List.of(click("/admin")));
        assertThat(log.writes()).containsExactly("alert FIRING");

        tickAfter(GROUP_WAIT);
        assertThat(log.writes()).startsWith("alert FIRING", "notification FIRING", "attempt FIRING");
    }

    @Test
    void aNotificationIsWrittenBeforeItsFirstAttempt() {
        replica.process(List.of(click("/admin")));
        tickAfter(GROUP_WAIT);

        assertThat(log.writes().indexOf("notification FIRING"))
                .isLessThan(log.writes().indexOf("attempt FIRING"));
        assertThat(notifier.sent()).hasSize(1);
        assertThat(delivery().status()).isEqualTo(Delivery.Status.DELIVERED);
    }

    @Test
    void theNextReplicaContinuesTheAlertsAndNotifiesNobodyAgain() {
        replica.process(List.of(click("/admin")));
        tickAfter(GROUP_WAIT);

        takeOver();
        replica.process(List.of(click("/admin")));
        tickAfter(GROUP_WAIT);

        assertThat(alert().count()).isEqualTo(2);
        assertThat(notifier.sent()).hasSize(1);
    }

    @Test
    void aRecordThatIsReadAgainAfterATakeOverDoesNotCountTwice() {
        var click = click("/admin");
        replica.process(List.of(click));

        takeOver();
        replica.process(List.of(click));

        assertThat(alert().count()).isEqualTo(1);
    }

    @Test
    void theNextReplicaSendsWhatWasDueWhenTheLastOneStopped() {
        replica.process(List.of(click("/admin")));

        takeOver();
        tickAfter(GROUP_WAIT);
        tickAfter(GROUP_WAIT);

        assertThat(notifier.sent()).extracting(Notification::kind).containsExactly(Kind.FIRING);
    }

    @Test
    void theNextReplicaRepeatsAnAttemptThatWasInFlightWithTheSameId() {
        notifier.hang();
        replica.process(List.of(click("/admin")));
        tickAfter(GROUP_WAIT);

        takeOver();
        replica.tick();

        assertThat(notifier.sent())
                .hasSize(2)
                .extracting(Notification::id)
                .containsOnly(notification().id());
    }

    @Test
    void anAlertIsResolvedAfterTheTimeoutAndReceiversAreNotified() {
        replica.process(List.of(click("/admin")));
        tickAfter(GROUP_WAIT);

        tickAfter(RESOLVE_TIMEOUT.plusSeconds(1));
        assertThat(alert().status()).isEqualTo(Status.RESOLVED);
        tickAfter(GROUP_WAIT);

        assertThat(notifier.sent()).extracting(Notification::kind).containsExactly(Kind.FIRING, Kind.RESOLVED);
    }

    @Test
    void anAlertIsNotResolvedBeforeReceiversWereNotifiedThatItFires() {
        replica.process(List.of(click("/admin")));

        tickAfter(RESOLVE_TIMEOUT.plusSeconds(1));
        assertThat(notifier.sent()).extracting(Notification::kind).containsExactly(Kind.FIRING);
        assertThat(alert().status()).isEqualTo(Status.FIRING);

        tickAfter(Duration.ofSeconds(1));
        assertThat(alert().status()).isEqualTo(Status.RESOLVED);
    }

    @Test
    void aRedeliverySendsTheNotificationOnceMore() {
        replica.process(List.of(click("/admin")));
        tickAfter(GROUP_WAIT);
        clock.advance(Duration.ofSeconds(10));
        var request = new Redelivery(notification().id(), "oncall", "ann", clock.instant());
        log.writeAction(OperatorActions.redeliveryKey(request.notification(), "oncall"), request);

        tickAfter(Duration.ofSeconds(1));
        tickAfter(Duration.ofSeconds(1));
        takeOver();
        tickAfter(Duration.ofSeconds(1));

        assertThat(notifier.sent())
                .hasSize(2)
                .extracting(Notification::id)
                .containsOnly(notification().id());
        assertThat(delivery().attempts()).hasSize(2);
    }

    @Test
    void operatorActionsAreDeletedAMonthAfterTheyEnded() {
        var until = START.plus(Duration.ofHours(1));
        log.writeAction("silence/s", new Silence("s", "flood", null, START, until, "ann", null));
        log.writeAction(
                "acknowledgement/a", new Acknowledgement("a", START, Alert.Severity.WARNING, "ann", START, null));

        tickAfter(Duration.ofDays(31));
        assertThat(log.writes()).doesNotContain("deleted silence/s", "deleted acknowledgement/a");
        tickAfter(Duration.ofMinutes(30));
        assertThat(log.writes()).contains("deleted acknowledgement/a").doesNotContain("deleted silence/s");
        tickAfter(Duration.ofHours(1));
        assertThat(log.writes()).contains("deleted silence/s");
    }

    @Test
    void warmUpTrainsTheRulesWithoutWritingAlerts() {
        for (var path : List.of("/a", "/b", "/c", "/d")) {
            replica.warmUp(click(path));
        }
        replica.process(List.of(click("/e")));

        assertThat(log.view().alerts())
                .singleElement()
                .returns(Alert.Severity.CRITICAL, Alert::severity)
                .returns(1L, Alert::count);
    }

    @Test
    void nothingIsWrittenAfterStopWhenAnAttemptEnds() {
        notifier.hang();
        replica.process(List.of(click("/admin")));
        tickAfter(GROUP_WAIT);
        var before = List.copyOf(log.writes());

        replica.stop();
        notifier.answerAll();

        assertThat(log.writes().subList(0, before.size())).isEqualTo(before);
        assertThat(log.writes().subList(before.size(), log.writes().size())).containsExactly("closed");
    }

    private void takeOver() {
        replica.stop();
        replica = DefaultReplica.create(notifier, log, clock);
        replica.takeOver();
    }

    private void tickAfter(Duration duration) {
        clock.advance(duration);
        replica.tick();
    }

    private Alert alert() {
        return log.view().alerts().get(0);
    }

    private Notification notification() {
        return log.view().notifications().get(0);
    }

    private Delivery delivery() {
        return notification().deliveries().get("oncall");
    }

    private ReceivedEvent click(String path) {
        var at = clock.instant();
        var click = new Click(
                "desktop", at.toEpochMilli(), "Title", "NL", 0, "linux", "https://site.example" + path, 0, "firefox");
        return new ReceivedEvent(new ForbiddenClick(click, path, path, at), new RecordPosition(0, nextOffset++), at);
    }
}
