package io.footfall.alerts.notify;

import static io.footfall.alerts.notify.Samples.NOW;
import static io.footfall.alerts.notify.Samples.alert;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.alerts.life.Acknowledgement;
import io.footfall.alerts.life.Decisions;
import io.footfall.alerts.life.Silence;
import io.footfall.events.Alert;
import io.footfall.events.Alert.Severity;
import io.footfall.events.Alert.Status;
import io.footfall.events.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnouncerTest {
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final Duration REPEAT = Duration.ofHours(4);

    private final Decisions decisions = new Decisions();
    private final Announcer announcer = new Announcer(new Announcer.Policy(WAIT, REPEAT), decisions);

    @Test
    void alertsOfOneRuleAreToldTogetherAfterAWhileAndOnce() {
        var one = List.of(alert("a", Status.FIRING, Severity.WARNING));
        var two = List.of(one.get(0), alert("b", Status.FIRING, Severity.WARNING));

        assertThat(announcer.due(one, NOW)).isEmpty();
        assertThat(announcer.due(two, NOW.plusMillis(900))).isEmpty();
        assertThat(announcer.due(two, NOW.plus(WAIT)))
                .singleElement()
                .returns(Notice.Kind.FIRING, Announcer.Announcement::kind)
                .returns(two, Announcer.Announcement::alerts);
        announcer.told(two, NOW.plus(WAIT));
        assertThat(announcer.due(two, NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void whatGetsWorseIsToldAgainAndSoIsThatItIsOver() {
        tell(alert("a", Status.FIRING, Severity.WARNING), NOW);

        var worse = alert("a", Status.FIRING, Severity.CRITICAL);
        assertThat(kind(worse, NOW.plusSeconds(10))).isEqualTo(Notice.Kind.ESCALATED);
        tell(worse, NOW.plusSeconds(10));
        var over = alert("a", Status.RESOLVED, Severity.CRITICAL);
        assertThat(kind(over, NOW.plusSeconds(20))).isEqualTo(Notice.Kind.RESOLVED);
        tell(over, NOW.plusSeconds(20));
        assertThat(announcer.isSettled(over, NOW.plusSeconds(90))).isTrue();
    }

    @Test
    void peopleAreRemindedUntilSomebodyLooksAfterIt() {
        var alert = alert("a", Status.FIRING, Severity.WARNING);
        tell(alert, NOW);

        assertThat(kind(alert, NOW.plus(REPEAT))).isEqualTo(Notice.Kind.REMINDER);
        decisions.put(
                Decisions.acknowledgement("a"),
                Json.write(new Acknowledgement("a", alert.firedAt(), alert.severity(), "ann", NOW, "on it")));
        assertThat(announcer.isSettled(alert, NOW.plus(REPEAT))).isTrue();
    }

    @Test
    void whatIsSilencedIsToldWhenTheSilenceEnds() {
        var alert = alert("a", Status.FIRING, Severity.WARNING);
        var until = NOW.plusSeconds(600);
        decisions.put(
                Decisions.silence("s"), Json.write(new Silence("s", alert.rule(), null, NOW, until, "ann", "deploy")));

        assertThat(announcer.isSettled(alert, NOW.plusSeconds(599))).isTrue();
        assertThat(kind(alert, until)).isEqualTo(Notice.Kind.FIRING);
    }

    @Test
    void nobodyHearsOfWhatIsPendingOrOverBeforeItWasTold() {
        assertThat(announcer.isSettled(alert("a", Status.PENDING, Severity.WARNING), NOW))
                .isTrue();
        assertThat(announcer.isSettled(alert("a", Status.RESOLVED, Severity.WARNING), NOW))
                .isTrue();
        assertThat(announcer.isSettled(alert("a", Status.FIRING, Severity.WARNING), NOW))
                .isFalse();
    }

    @Test
    void anAlertThatBeginsAgainIsToldAgain() {
        tell(alert("a", Status.FIRING, Severity.CRITICAL), NOW);

        var again = Samples.alert("a", Status.FIRING, Severity.WARNING, NOW.plusSeconds(900));
        assertThat(kind(again, NOW.plusSeconds(901))).isEqualTo(Notice.Kind.FIRING);
    }

    private void tell(Alert alert, Instant at) {
        announcer.told(List.of(alert), at);
    }

    private Notice.Kind kind(Alert alert, Instant now) {
        announcer.due(List.of(alert), now);
        return announcer.due(List.of(alert), now.plus(WAIT)).get(0).kind();
    }
}
