package io.footfall.alerts.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.alerts.rules.AlertKey;
import io.footfall.alerts.rules.Finding;
import io.footfall.events.Alert;
import io.footfall.events.Alert.Severity;
import io.footfall.events.Alert.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertTrackerTest {
    private static final Instant EVENT = Instant.parse("2018-01-13T05:04:04.470Z");
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final AlertTracker tracker = new AlertTracker(new AlertTracker.Policy(TIMEOUT, 3, 2));
    private long offset;

    @Test
    void aFirstOccurrenceStartsAFiringAlert() {
        occur("a", 0, NOW);

        assertThat(change("a"))
                .get()
                .returns(Status.FIRING, Alert::status)
                .returns(NOW, Alert::firedAt)
                .returns(1L, Alert::count)
                .returns(List.of("evidence 0"), Alert::evidence);
    }

    @Test
    void furtherOccurrencesAddUpAndKeepTheTimeOfFiring() {
        occur("a", 5, NOW);
        occur("a", 0, NOW.plusSeconds(60));
        occur("a", 9, NOW.plusSeconds(61));

        assertThat(change("a"))
                .get()
                .returns(NOW, Alert::firedAt)
                .returns(EVENT, Alert::startedAt)
                .returns(EVENT.plusSeconds(9), Alert::lastSeenAt)
                .returns(3L, Alert::count)
                .returns(List.of("evidence 5", "evidence 0"), Alert::evidence);
    }

    @Test
    void equalEvidenceIsKeptOnce() {
        occur("a", 0, NOW);
        occur("a", 0, NOW);
        occur("a", 1, NOW);

        assertThat(change("a")).get().returns(List.of("evidence 0", "evidence 1"), Alert::evidence);
    }

    @Test
    void aRecordCountsOnceEvenAfterARestart() {
        occur("a", 0, NOW);
        var written = change("a").orElseThrow();
        var next = new AlertTracker(new AlertTracker.Policy(TIMEOUT, 3, 2));
        next.restore(written, NOW);

        next.apply(occurrence("a", 0), new RecordPosition(0, 0), NOW.plusSeconds(1), alert -> true);

        assertThat(next.takeChanges()).isEmpty();
        assertThat(next.alerts()).extracting(Alert::count).containsExactly(1L);
    }

    @Test
    void anAlertIsResolvedAfterTheTimeoutAndFiresAgainWithTheNextOccurrence() {
        occur("a", 0, NOW);
        var later = NOW.plus(TIMEOUT).plusSeconds(1);

        tracker.tick(NOW.plus(TIMEOUT), alert -> true);
        assertThat(tracker.alerts()).extracting(Alert::status).containsExactly(Status.FIRING);
        tracker.tick(later, alert -> false);
        assertThat(tracker.alerts()).extracting(Alert::status).containsExactly(Status.FIRING);
        tracker.tick(later, alert -> true);
        assertThat(change("a"))
                .get()
                .returns(Status.RESOLVED, Alert::status)
                .returns(later, Alert::resolvedAt)
                .returns(1L, Alert::count);

        occur("a", 20, later.plusSeconds(1));
        assertThat(change("a"))
                .get()
                .returns(Status.FIRING, Alert::status)
                .returns(later.plusSeconds(1), Alert::firedAt)
                .returns(null, Alert::resolvedAt)
                .returns(1L, Alert::count);
    }

    @Test
    void aFiringAlertDoesNotBecomePendingAgain() {
        tracker.apply(condition(true, Severity.WARNING, 10), new RecordPosition(0, 0), NOW, alert -> true);
        assertThat(change("t")).get().returns(Status.PENDING, Alert::status).returns(null, Alert::firedAt);

        tracker.apply(
                condition(false, Severity.WARNING, 20), new RecordPosition(0, 1), NOW.plusSeconds(30), alert -> true);
        tracker.apply(
                condition(true, Severity.WARNING, 30), new RecordPosition(0, 2), NOW.plusSeconds(60), alert -> true);

        assertThat(change("t"))
                .get()
                .returns(Status.FIRING, Alert::status)
                .returns(NOW.plusSeconds(30), Alert::firedAt)
                .returns(30L, Alert::count);
    }

    @Test
    void aPendingAlertIsDeletedAfterTheTimeout() {
        tracker.apply(condition(true, Severity.WARNING, 10), new RecordPosition(0, 0), NOW, alert -> true);

        tracker.tick(NOW.plus(TIMEOUT).plusSeconds(1), alert -> true);

        assertThat(change("t")).isEmpty();
        assertThat(tracker.alerts()).isEmpty();
    }

    @Test
    void severityNeverDecreasesWhileAnAlertFires() {
        tracker.apply(condition(false, Severity.CRITICAL, 10), new RecordPosition(0, 0), NOW, alert -> true);
        tracker.apply(condition(false, Severity.WARNING, 20), new RecordPosition(0, 1), NOW, alert -> true);

        assertThat(change("t")).get().returns(Severity.CRITICAL, Alert::severity);
    }

    @Test
    void aClearedConditionIsResolvedAtOnce() {
        tracker.apply(condition(false, Severity.CRITICAL, 10), new RecordPosition(0, 0), NOW, alert -> true);

        tracker.apply(
                new Finding.Cleared(key("t", Severity.CRITICAL), NOW),
                new RecordPosition(0, 1),
                NOW.plusSeconds(1),
                alert -> true);

        assertThat(change("t")).get().returns(Status.RESOLVED, Alert::status);
    }

    @Test
    void anEqualConditionChangesNothing() {
        tracker.apply(condition(false, Severity.WARNING, 10), new RecordPosition(0, 0), NOW, alert -> true);
        change("t");

        tracker.apply(
                condition(false, Severity.WARNING, 10), new RecordPosition(0, 1), NOW.plusSeconds(5), alert -> true);

        assertThat(tracker.takeChanges()).isEmpty();
    }

    @Test
    void anOccurrenceBeforeTheResolvedNotificationReopensTheAlert() {
        occur("a", 0, NOW);
        tracker.tick(NOW.plus(TIMEOUT).plusSeconds(1), alert -> true);
        assertThat(change("a")).get().returns(Status.RESOLVED, Alert::status);

        tracker.apply(
                occurrence("a", 1),
                new RecordPosition(0, offset++),
                NOW.plus(TIMEOUT).plusSeconds(2),
                alert -> false);

        assertThat(change("a"))
                .get()
                .returns(Status.FIRING, Alert::status)
                .returns(NOW, Alert::firedAt)
                .returns(null, Alert::resolvedAt)
                .returns(2L, Alert::count);
    }

    @Test
    void aConditionThatIsNotNewerThanTheResolvedAlertChangesNothing() {
        tracker.apply(condition(false, Severity.WARNING, 10), new RecordPosition(0, 0), NOW, alert -> true);
        tracker.tick(NOW.plus(TIMEOUT).plusSeconds(1), alert -> true);
        change("t");

        tracker.apply(
                condition(false, Severity.WARNING, 11),
                new RecordPosition(0, 1),
                NOW.plus(TIMEOUT).plusSeconds(60),
                alert -> true);

        assertThat(tracker.takeChanges()).isEmpty();
    }

    @Test
    void aRestoredAlertIsResolvedNoEarlierThanTheTimeoutAfterTheRestart() {
        occur("a", 0, NOW);
        var written = change("a").orElseThrow();
        var tomorrow = NOW.plus(Duration.ofDays(1));
        var next = new AlertTracker(new AlertTracker.Policy(TIMEOUT, 3, 2));
        next.restore(written, tomorrow);

        next.tick(tomorrow.plus(TIMEOUT), alert -> true);
        assertThat(next.takeChanges()).isEmpty();
        next.tick(tomorrow.plus(TIMEOUT).plusSeconds(1), alert -> true);
        assertThat(next.takeChanges()).hasSize(1);
    }

    @Test
    void alertsThatWereResolvedFirstAreDeletedFirstAndFiringOnesNever() {
        for (var name : List.of("a", "b", "c", "d")) {
            occur(name, 0, NOW);
        }
        tracker.apply(
                new Finding.Cleared(key("b", Severity.WARNING), NOW),
                new RecordPosition(0, 90),
                NOW.plusSeconds(1),
                alert -> true);
        tracker.apply(
                new Finding.Cleared(key("c", Severity.WARNING), NOW),
                new RecordPosition(0, 91),
                NOW.plusSeconds(2),
                alert -> true);
        tracker.tick(NOW.plusSeconds(3), alert -> true);

        assertThat(tracker.alerts()).extracting(Alert::fingerprint).containsExactlyInAnyOrder("a", "c", "d");
        assertThat(tracker.takeChanges()).containsEntry("b", Optional.empty());
    }

    private void occur(String fingerprint, int second, Instant now) {
        tracker.apply(occurrence(fingerprint, second), new RecordPosition(0, offset++), now, alert -> true);
    }

    private Optional<Alert> change(String fingerprint) {
        return tracker.takeChanges().get(fingerprint);
    }

    private static Finding occurrence(String fingerprint, int second) {
        return new Finding.Occurrence(
                key(fingerprint, Severity.WARNING), "summary", EVENT.plusSeconds(second), "evidence " + second);
    }

    private static Finding condition(boolean pending, Severity severity, long count) {
        return new Finding.Condition(
                key("t", severity), pending, "summary", EVENT, EVENT.plusSeconds(30), count, List.of());
    }

    private static AlertKey key(String fingerprint, Severity severity) {
        return new AlertKey("rule", severity, fingerprint);
    }
}
