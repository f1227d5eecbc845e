package io.footfall.alerts.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.alerts.rules.Cause;
import io.footfall.alerts.rules.Finding;
import io.footfall.events.Alert;
import io.footfall.events.Alert.Severity;
import io.footfall.events.Alert.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertBookTest {
    private static final Instant EVENT = Instant.parse("2018-01-13T05:04:04.470Z");
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration QUIET = Duration.ofMinutes(5);

    private final AlertBook book = new AlertBook(new AlertBook.Policy(QUIET, 3, 2));
    private long offset;

    @Test
    void aFirstSignBeginsAnAlertThatFires() {
        see("a", 0, NOW);

        assertThat(change("a"))
                .get()
                .returns(Status.FIRING, Alert::status)
                .returns(NOW, Alert::firedAt)
                .returns(1L, Alert::count)
                .returns(List.of("evidence 0"), Alert::evidence);
    }

    @Test
    void furtherSignsAddUpAndKeepWhenItFired() {
        see("a", 5, NOW);
        see("a", 0, NOW.plusSeconds(60));
        see("a", 9, NOW.plusSeconds(61));

        assertThat(change("a"))
                .get()
                .returns(NOW, Alert::firedAt)
                .returns(EVENT, Alert::startedAt)
                .returns(EVENT.plusSeconds(9), Alert::lastSeenAt)
                .returns(3L, Alert::count)
                .returns(List.of("evidence 5", "evidence 0"), Alert::evidence);
    }

    @Test
    void theSameEvidenceTakesNoRoomTwice() {
        see("a", 0, NOW);
        see("a", 0, NOW);
        see("a", 1, NOW);

        assertThat(change("a")).get().returns(List.of("evidence 0", "evidence 1"), Alert::evidence);
    }

    @Test
    void theSameRecordCountsOnceEvenAfterARestart() {
        see("a", 0, NOW);
        var written = change("a").orElseThrow();
        var next = new AlertBook(new AlertBook.Policy(QUIET, 3, 2));
        next.restore(written, NOW);

        next.apply(sign("a", 0), new Source(0, 0), NOW.plusSeconds(1), alert -> true);

        assertThat(next.takeChanges()).isEmpty();
        assertThat(next.alerts()).extracting(Alert::count).containsExactly(1L);
    }

    @Test
    void anAlertThatIsQuietForLongEnoughIsOverAndBeginsAgainWithTheNextSign() {
        see("a", 0, NOW);
        var later = NOW.plus(QUIET).plusSeconds(1);

        book.pass(NOW.plus(QUIET), alert -> true);
        assertThat(book.alerts()).extracting(Alert::status).containsExactly(Status.FIRING);
        book.pass(later, alert -> false);
        assertThat(book.alerts()).extracting(Alert::status).containsExactly(Status.FIRING);
        book.pass(later, alert -> true);
        assertThat(change("a"))
                .get()
                .returns(Status.RESOLVED, Alert::status)
                .returns(later, Alert::resolvedAt)
                .returns(1L, Alert::count);

        see("a", 20, later.plusSeconds(1));
        assertThat(change("a"))
                .get()
                .returns(Status.FIRING, Alert::status)
                .returns(later.plusSeconds(1), Alert::firedAt)
                .returns(null, Alert::resolvedAt)
                .returns(1L, Alert::count);
    }

    @Test
    void aTotalIsPendingUntilItHasLastedAndIsNeverPendingAgain() {
        book.apply(total(true, Severity.WARNING, 10), new Source(0, 0), NOW, alert -> true);
        assertThat(change("t")).get().returns(Status.PENDING, Alert::status).returns(null, Alert::firedAt);

        book.apply(total(false, Severity.WARNING, 20), new Source(0, 1), NOW.plusSeconds(30), alert -> true);
        book.apply(total(true, Severity.WARNING, 30), new Source(0, 2), NOW.plusSeconds(60), alert -> true);

        assertThat(change("t"))
                .get()
                .returns(Status.FIRING, Alert::status)
                .returns(NOW.plusSeconds(30), Alert::firedAt)
                .returns(30L, Alert::count);
    }

    @Test
    void aPendingAlertThatComesToNothingIsForgotten() {
        book.apply(total(true, Severity.WARNING, 10), new Source(0, 0), NOW, alert -> true);

        book.pass(NOW.plus(QUIET).plusSeconds(1), alert -> true);

        assertThat(change("t")).isEmpty();
        assertThat(book.alerts()).isEmpty();
    }

    @Test
    void severityOnlyGrowsWhileAnAlertLives() {
        book.apply(total(false, Severity.CRITICAL, 10), new Source(0, 0), NOW, alert -> true);
        book.apply(total(false, Severity.WARNING, 20), new Source(0, 1), NOW, alert -> true);

        assertThat(change("t")).get().returns(Severity.CRITICAL, Alert::severity);
    }

    @Test
    void whatIsKnownToBeOverIsResolvedAtOnce() {
        book.apply(total(false, Severity.CRITICAL, 10), new Source(0, 0), NOW, alert -> true);

        book.apply(
                new Finding.Over(cause("t", Severity.CRITICAL), NOW),
                new Source(0, 1),
                NOW.plusSeconds(1),
                alert -> true);

        assertThat(change("t")).get().returns(Status.RESOLVED, Alert::status);
    }

    @Test
    void theSameTotalAgainChangesNothing() {
        book.apply(total(false, Severity.WARNING, 10), new Source(0, 0), NOW, alert -> true);
        change("t");

        book.apply(total(false, Severity.WARNING, 10), new Source(0, 1), NOW.plusSeconds(5), alert -> true);

        assertThat(book.takeChanges()).isEmpty();
    }

    @Test
    void aSignThatComesBeforePeopleHaveHeardOfTheEndGoesOnWithTheAlert() {
        see("a", 0, NOW);
        book.pass(NOW.plus(QUIET).plusSeconds(1), alert -> true);
        assertThat(change("a")).get().returns(Status.RESOLVED, Alert::status);

        book.apply(sign("a", 1), new Source(0, offset++), NOW.plus(QUIET).plusSeconds(2), alert -> false);

        assertThat(change("a"))
                .get()
                .returns(Status.FIRING, Alert::status)
                .returns(NOW, Alert::firedAt)
                .returns(null, Alert::resolvedAt)
                .returns(2L, Alert::count);
    }

    @Test
    void aTotalOfWhatIsOverBeginsNothing() {
        book.apply(total(false, Severity.WARNING, 10), new Source(0, 0), NOW, alert -> true);
        book.pass(NOW.plus(QUIET).plusSeconds(1), alert -> true);
        change("t");

        book.apply(
                total(false, Severity.WARNING, 11),
                new Source(0, 1),
                NOW.plus(QUIET).plusSeconds(60),
                alert -> true);

        assertThat(book.takeChanges()).isEmpty();
    }

    @Test
    void anAlertOfAnEarlierLifeIsNotOverBeforeAnybodyHasListened() {
        see("a", 0, NOW);
        var written = change("a").orElseThrow();
        var tomorrow = NOW.plus(Duration.ofDays(1));
        var next = new AlertBook(new AlertBook.Policy(QUIET, 3, 2));
        next.restore(written, tomorrow);

        next.pass(tomorrow.plus(QUIET), alert -> true);
        assertThat(next.takeChanges()).isEmpty();
        next.pass(tomorrow.plus(QUIET).plusSeconds(1), alert -> true);
        assertThat(next.takeChanges()).hasSize(1);
    }

    @Test
    void thoseThatHaveBeenOverForLongestAreForgottenFirstAndNoneThatFires() {
        for (var name : List.of("a", "b", "c", "d")) {
            see(name, 0, NOW);
        }
        book.apply(
                new Finding.Over(cause("b", Severity.WARNING), NOW),
                new Source(0, 90),
                NOW.plusSeconds(1),
                alert -> true);
        book.apply(
                new Finding.Over(cause("c", Severity.WARNING), NOW),
                new Source(0, 91),
                NOW.plusSeconds(2),
                alert -> true);
        book.pass(NOW.plusSeconds(3), alert -> true);

        assertThat(book.alerts()).extracting(Alert::fingerprint).containsExactlyInAnyOrder("a", "c", "d");
        assertThat(book.takeChanges()).containsEntry("b", Optional.empty());
    }

    private void see(String fingerprint, int second, Instant now) {
        book.apply(sign(fingerprint, second), new Source(0, offset++), now, alert -> true);
    }

    private Optional<Alert> change(String fingerprint) {
        return book.takeChanges().get(fingerprint);
    }

    private static Finding sign(String fingerprint, int second) {
        return new Finding.Sign(
                cause(fingerprint, Severity.WARNING), "summary", EVENT.plusSeconds(second), "evidence " + second);
    }

    private static Finding total(boolean pending, Severity severity, long count) {
        return new Finding.Total(
                cause("t", severity), pending, "summary", EVENT, EVENT.plusSeconds(30), count, List.of());
    }

    private static Cause cause(String fingerprint, Severity severity) {
        return new Cause("rule", severity, fingerprint);
    }
}
