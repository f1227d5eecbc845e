package io.footfall.alerts.notify.delivery;

import static io.footfall.alerts.notify.SampleAlerts.NOW;
import static io.footfall.alerts.notify.SampleAlerts.alert;
import static io.footfall.alerts.notify.SampleAlerts.notification;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.alerts.DefaultReplica;
import io.footfall.alerts.RecordingAlertsLog;
import io.footfall.alerts.RecordingNotifier;
import io.footfall.alerts.leader.ActiveReplica;
import io.footfall.alerts.notify.Attempt;
import io.footfall.alerts.notify.DeadLetter;
import io.footfall.alerts.notify.Delivery;
import io.footfall.alerts.notify.Notification;
import io.footfall.alerts.notify.Outcome;
import io.footfall.alerts.state.actions.Acknowledgement;
import io.footfall.alerts.state.actions.OperatorActions;
import io.footfall.alerts.state.actions.Redelivery;
import io.footfall.alerts.state.actions.Silence;
import io.footfall.events.Alert;
import io.footfall.events.Alert.Severity;
import io.footfall.events.Alert.Status;
import io.footfall.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertRepeaterTest {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final MutableClock clock = new MutableClock(NOW);
    private final RecordingAlertsLog log = new RecordingAlertsLog();
    private final RecordingNotifier notifier = new RecordingNotifier(log.writes()).repeating();
    private ActiveReplica replica;

    @Test
    void everyMinuteAllAlertsAreInOneRequest() {
        takeOver(alert("a", Status.FIRING, Severity.WARNING), alert("b", Status.FIRING, Severity.CRITICAL));

        tickFor(Duration.ofMinutes(3));

        assertThat(notifier.sent()).hasSize(4).allSatisfy(request -> assertThat(fingerprints(request))
                .containsExactlyInAnyOrder("a", "b"));
        assertThat(notifier.sent()).extracting(Notification::at).element(3).isEqualTo(NOW.plus(MINUTE.multipliedBy(3)));
    }

    /** Its alerts would resolve at the receiver although they fire. */
    @Test
    void noAttemptTakesAsLongAsTheIntervalHoweverLongAttemptsMayTake() {
        assertThat(AlertRepeater.limited(Duration.ofMinutes(5))).isLessThan(MINUTE);
        assertThat(AlertRepeater.limited(Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void repeatsAreNotWrittenToKafka() {
        takeOver(alert("a", Status.FIRING, Severity.WARNING));
        notifier.fail();
        tickFor(MINUTE);
        notifier.answer(new Outcome.Delivered());
        tickFor(MINUTE);

        assertThat(log.writes()).containsOnly("alert FIRING", "attempt REMINDER");
        assertThat(log.view().notifications()).isEmpty();
    }

    @Test
    void anAlertThatIsResolvedIsSentAtOnceAndForAQuarterOfAnHour() {
        takeOver(alert("a", Status.FIRING, Severity.WARNING));
        tickFor(Duration.ofMinutes(5));
        var before = notifier.sent().size();

        tickFor(Duration.ofSeconds(1));
        assertThat(last().alerts()).singleElement().returns(Status.RESOLVED, Alert::status);
        assertThat(notifier.sent()).hasSize(before + 1);

        tickFor(Duration.ofHours(1));
        assertThat(notifier.sent()).hasSize(before + 15);
    }

    @Test
    void afterAFailureAlertsAreSentAgainAfterTwentySeconds() {
        takeOver(alert("a", Status.FIRING, Severity.WARNING));
        notifier.fail();
        tickFor(Duration.ofSeconds(45));
        assertThat(notifier.sent()).hasSize(3);

        notifier.answer(new Outcome.Delivered());
        tickFor(Duration.ofSeconds(45));
        assertThat(notifier.sent()).hasSize(4);
    }

    /** A proxy may answer that; Alertmanager does not. */
    @Test
    void aReceiverThatIsGoneIsTriedAgain() {
        takeOver(alert("a", Status.FIRING, Severity.WARNING));
        notifier.answer(new Outcome.Gone("http_410", "the receiver answered 410"));

        tickFor(MINUTE);

        assertThat(notifier.sent()).hasSize(4);
        assertThat(log.view().actions().isDisabled("oncall", notifier.addressHash()))
                .isFalse();
        assertThat(log.deadLetters()).isEmpty();
    }

    @Test
    void theNextReplicaSendsAllAlertsAtOnce() {
        takeOver(alert("a", Status.FIRING, Severity.WARNING));
        tickFor(TICK);

        takeOver();
        tickFor(TICK);

        assertThat(notifier.sent()).hasSize(2);
        assertThat(fingerprints(last())).containsExactly("a");
    }

    @Test
    void oneRequestIsUnderWayAtATime() {
        takeOver(alert("a", Status.FIRING, Severity.WARNING));
        notifier.hang();

        tickFor(MINUTE.multipliedBy(3));

        assertThat(notifier.sent()).hasSize(1);
    }

    @Test
    void anAlertThatFiresWhileItIsSilencedIsSentWhenTheSilenceEnds() {
        silence(NOW.minus(MINUTE), NOW.plus(MINUTE));
        takeOver(alert("a", Status.FIRING, Severity.WARNING));

        tickFor(MINUTE.minus(TICK));
        assertThat(notifier.sent()).isEmpty();

        tickFor(TICK);
        assertThat(fingerprints(last())).containsExactly("a");
    }

    @Test
    void anAlertThatIsSilencedOnceItFiresIsNotReportedAsResolved() {
        takeOver(alert("a", Status.FIRING, Severity.WARNING));
        tickFor(TICK);
        silence(clock.instant(), NOW.plus(Duration.ofHours(1)));

        takeOver();
        tickFor(MINUTE.multipliedBy(2));

        assertThat(notifier.sent()).hasSize(4).allSatisfy(request -> assertThat(request.alerts())
                .singleElement()
                .returns(Status.FIRING, Alert::status));
    }

    /** It is known there from the time between: without it, the receiver would report that it is resolved. */
    @Test
    void anAlertThatWasSentBetweenTwoSilencesIsAlsoSentByTheNextReplica() {
        silence(NOW.minus(MINUTE), NOW.plus(MINUTE));
        takeOver(alert("a", Status.FIRING, Severity.WARNING));
        tickFor(MINUTE.plus(TICK));
        silence(clock.instant(), NOW.plus(Duration.ofHours(1)));

        takeOver();
        tickFor(TICK);

        assertThat(notifier.sent()).hasSize(2);
        assertThat(fingerprints(last())).containsExactly("a");
    }

    @Test
    void anAlertThatOneSilenceAfterAnotherCoversIsNeverSent() {
        silence(NOW.minus(MINUTE), NOW.plus(MINUTE));
        silence(NOW.plus(MINUTE), NOW.plus(MINUTE.multipliedBy(3)));
        silence(NOW.plus(MINUTE.multipliedBy(2)), NOW.plus(Duration.ofHours(1)));
        takeOver(alert("a", Status.FIRING, Severity.WARNING));

        tickFor(MINUTE.multipliedBy(4));

        assertThat(notifier.sent()).isEmpty();
    }

    @Test
    void anAlertThatWasSilencedAllTheTimeIsNeverSent() {
        silence(NOW.minus(MINUTE), NOW.plus(Duration.ofHours(1)));
        takeOver(alert("a", Status.FIRING, Severity.WARNING));

        tickFor(Duration.ofHours(2));

        assertThat(notifier.sent()).isEmpty();
    }

    @Test
    void acknowledgedAlertsStillFire() {
        takeOver(alert("a", Status.FIRING, Severity.WARNING));
        var acknowledgement = new Acknowledgement("a", NOW, Severity.WARNING, "ann", NOW, null);
        log.writeAction(OperatorActions.acknowledgementKey("a"), acknowledgement);

        tickFor(MINUTE);

        assertThat(notifier.sent()).hasSize(2);
    }

    /** As it may be after the type of a receiver was changed. */
    @Test
    void aNotificationThatIsPendingForARepeatingReceiverEndsWithoutADeadLetter() {
        log.write(notification("one", "oncall", "former"));
        takeOver();

        tickFor(TICK);

        assertThat(log.view().notification("one").orElseThrow().deliveries().get("oncall"))
                .returns(Delivery.Status.GIVEN_UP, Delivery::status)
                .satisfies(delivery ->
                        assertThat(delivery.attempts()).singleElement().returns("repeated", Attempt::outcome));
        assertThat(log.deadLetters()).extracting(DeadLetter::receiver).containsExactly("former");
        assertThat(notifier.sent()).isEmpty();
    }

    @Test
    void aRedeliveryToARepeatingReceiverEndsOnceWithoutADeadLetter() {
        var delivered =
                Delivery.start(NOW).ended(Delivery.Status.DELIVERED, Attempt.of(NOW, 1, new Outcome.Delivered()));
        log.write(notification("one", "oncall").withDelivery("oncall", delivered));
        clock.advance(MINUTE);
        var request = new Redelivery("one", "oncall", "ann", clock.instant());
        log.writeAction(OperatorActions.redeliveryKey("one", "oncall"), request);

        for (var replicas = 0; replicas < 2; replicas++) {
            takeOver();
            tickFor(MINUTE);
        }

        var notification = log.view().notification("one").orElseThrow();
        assertThat(notification.deliveries().get("oncall").attempts())
                .extracting(Attempt::outcome)
                .containsExactly("delivered", "repeated");
        assertThat(log.deadLetters()).isEmpty();
    }

    @Test
    void nothingIsSentAfterTheReplicaHasStopped() {
        takeOver(alert("a", Status.FIRING, Severity.WARNING));
        notifier.hang();
        tickFor(TICK);

        replica.stop();
        notifier.answerAll();

        assertThat(log.writes()).endsWith("attempt REMINDER", "closed");
    }

    private void takeOver(Alert... alerts) {
        for (var alert : alerts) {
            log.write(Map.of(alert.fingerprint(), Optional.of(alert)));
        }
        replica = DefaultReplica.create(notifier, log, clock);
        replica.takeOver();
    }

    private void silence(Instant from, Instant until) {
        var id = "s" + from;
        log.writeAction(OperatorActions.silenceKey(id), new Silence(id, null, null, from, until, "ann", null));
    }

    /** Ticks at the beginning, and after each tenth of a second. */
    private void tickFor(Duration duration) {
        var end = clock.instant().plus(duration);
        replica.tick();
        while (clock.instant().isBefore(end)) {
            clock.advance(TICK);
            replica.tick();
        }
    }

    private Notification last() {
        return notifier.sent().get(notifier.sent().size() - 1);
    }

    private static List<String> fingerprints(Notification request) {
        return request.alerts().stream().map(Alert::fingerprint).toList();
    }
}
