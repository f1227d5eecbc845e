package io.footfall.alerts.notify;

import static io.footfall.alerts.notify.SampleAlerts.NOW;
import static io.footfall.alerts.notify.SampleAlerts.alert;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.alerts.state.actions.Acknowledgement;
import io.footfall.alerts.state.actions.OperatorActions;
import io.footfall.alerts.state.actions.Silence;
import io.footfall.events.Alert;
import io.footfall.events.Alert.Severity;
import io.footfall.events.Alert.Status;
import io.footfall.events.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DispatcherTest {
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final Duration REPEAT = Duration.ofHours(4);

    private final OperatorActions actions = new OperatorActions();
    private final Dispatcher dispatcher = new Dispatcher(new Dispatcher.Policy(WAIT, REPEAT), actions);

    @Test
    void alertsOfOneRuleAreGroupedAndNotifiedOnceAfterTheGroupWait() {
        var one = List.of(alert("a", Status.FIRING, Severity.WARNING));
        var two = List.of(one.get(0), alert("b", Status.FIRING, Severity.WARNING));

        assertThat(dispatcher.due(one, NOW)).isEmpty();
        assertThat(dispatcher.due(two, NOW.plusMillis(900))).isEmpty();
        assertThat(dispatcher.due(two, NOW.plus(WAIT)))
                .singleElement()
                .returns(Notification.Kind.FIRING, Dispatcher.AlertGroup::kind)
                .returns(two, Dispatcher.AlertGroup::alerts);
        dispatcher.notified(two, NOW.plus(WAIT));
        assertThat(dispatcher.due(two, NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void escalatedAndResolvedAlertsAreNotifiedAgain() {
        sendNotification(alert("a", Status.FIRING, Severity.WARNING), NOW);

        var worse = alert("a", Status.FIRING, Severity.CRITICAL);
        assertThat(kind(worse, NOW.plusSeconds(10))).isEqualTo(Notification.Kind.ESCALATED);
        sendNotification(worse, NOW.plusSeconds(10));
        var over = alert("a", Status.RESOLVED, Severity.CRITICAL);
        assertThat(kind(over, NOW.plusSeconds(20))).isEqualTo(Notification.Kind.RESOLVED);
        sendNotification(over, NOW.plusSeconds(20));
        assertThat(dispatcher.isSettled(over, NOW.plusSeconds(90))).isTrue();
    }

    @Test
    void remindersAreSentUntilTheAlertIsAcknowledged() {
        var alert = alert("a", Status.FIRING, Severity.WARNING);
        sendNotification(alert, NOW);

        assertThat(kind(alert, NOW.plus(REPEAT))).isEqualTo(Notification.Kind.REMINDER);
        actions.put(
                OperatorActions.acknowledgementKey("a"),
                Json.write(new Acknowledgement("a", alert.firedAt(), alert.severity(), "ann", NOW, "on it")));
        assertThat(dispatcher.isSettled(alert, NOW.plus(REPEAT))).isTrue();
    }

    @Test
    void aSilencedAlertIsNotifiedWhenTheSilenceEnds() {
        var alert = alert("a", Status.FIRING, Severity.WARNING);
        var until = NOW.plusSeconds(600);
        actions.put(
                OperatorActions.silenceKey("s"),
                Json.write(new Silence("s", alert.rule(), null, NOW, until, "ann", "deploy")));

        assertThat(dispatcher.isSettled(alert, NOW.plusSeconds(599))).isTrue();
        assertThat(kind(alert, until)).isEqualTo(Notification.Kind.FIRING);
    }

    @Test
    void pendingAlertsAndAlertsResolvedBeforeANotificationAreNotNotified() {
        assertThat(dispatcher.isSettled(alert("a", Status.PENDING, Severity.WARNING), NOW))
                .isTrue();
        assertThat(dispatcher.isSettled(alert("a", Status.RESOLVED, Severity.WARNING), NOW))
                .isTrue();
        assertThat(dispatcher.isSettled(alert("a", Status.FIRING, Severity.WARNING), NOW))
                .isFalse();
    }

    @Test
    void anAlertThatFiresAgainIsNotifiedAgain() {
        sendNotification(alert("a", Status.FIRING, Severity.CRITICAL), NOW);

        var again = SampleAlerts.alert("a", Status.FIRING, Severity.WARNING, NOW.plusSeconds(900));
        assertThat(kind(again, NOW.plusSeconds(901))).isEqualTo(Notification.Kind.FIRING);
    }

    private void sendNotification(Alert alert, Instant at) {
        dispatcher.notified(List.of(alert), at);
    }

    private Notification.Kind kind(Alert alert, Instant now) {
        dispatcher.due(List.of(alert), now);
        return dispatcher.due(List.of(alert), now.plus(WAIT)).get(0).kind();
    }
}
