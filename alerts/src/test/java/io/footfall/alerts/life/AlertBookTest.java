package io.footfall.alerts.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.alerts.rules.Cause;
import io.footfall.alerts.rules.Finding;
import io.footfall.events.Alert;
import io.footfall.events.Alert.Severity;
import io.footfall.events.Window;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AlertBookTest {
    private static final Instant EVENT = Instant.parse("2018-01-13T05:04:04.345Z");

    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private final Clock clock = tickingWith(() -> now);
    private final AlertBook book = book();

    @Test
    void theFirstSignRaisesAnAlert() {
        var change = book.apply(sign("a", 0));

        assertThat(change)
                .isEqualTo(new Change.Raised(new Alert(
                        "a",
                        "rule",
                        Severity.WARNING,
                        Alert.Status.FIRING,
                        "summary",
                        EVENT,
                        EVENT,
                        now,
                        null,
                        1,
                        List.of("evidence 0"),
                        Map.of())));
    }

    @Test
    void aFurtherSignUpdatesItAndKeepsWhenItFired() {
        book.apply(sign("a", 5));
        var fired = now;
        now = now.plusSeconds(60);

        var change = book.apply(sign("a", 0));

        assertThat(change)
                .isEqualTo(new Change.Updated(new Alert(
                        "a",
                        "rule",
                        Severity.WARNING,
                        Alert.Status.FIRING,
                        "summary",
                        EVENT,
                        EVENT.plusSeconds(5),
                        fired,
                        null,
                        2,
                        List.of("evidence 5", "evidence 0"),
                        Map.of())));
    }

    @Test
    void evidenceStopsAtItsBoundWhileTheCountGoesOn() {
        book.apply(sign("a", 0));
        book.apply(sign("a", 1));
        book.apply(sign("a", 2));

        var alert = book.snapshot().firing().get(0);

        assertThat(alert.count()).isEqualTo(3);
        assertThat(alert.evidence()).containsExactly("evidence 0", "evidence 1");
    }

    @Test
    void theSameTotalAgainChangesNothing() {
        book.apply(total(300, 400));

        assertThat(book.apply(total(300, 400))).isEqualTo(new Change.Unchanged());
    }

    @Test
    void anOlderTotalThatComesAgainChangesNothing() {
        book.apply(total(300, 400));

        assertThat(book.apply(total(290, 400))).isEqualTo(new Change.Unchanged());
    }

    @Property
    void theOrderOfProvisionalTotalsDoesNotMatterForTheAlertInTheEnd(
            @ForAll @IntRange(min = 1, max = 12) int updates, @ForAll Random order) {
        var totals = LongStream.rangeClosed(1, updates)
                .<Finding>mapToObj(n -> total(300 + n / 2, 400 + n))
                .collect(Collectors.toList());
        Collections.shuffle(totals, order);

        var book = book();

        totals.forEach(book::apply);

        var alert = book.snapshot().firing().get(0);
        assertThat(alert.count()).isEqualTo(300 + updates / 2);
        assertThat(alert.evidence()).containsExactly((300 + updates / 2) + " of " + (400 + updates));
    }

    @Test
    void anAlertIsFiringUntilTheQuietPeriodHasPassedSinceItsLastSign() {
        book.apply(sign("a", 0));
        now = now.plusSeconds(299);
        book.apply(sign("b", 0));
        now = now.plusSeconds(1);

        var snapshot = book.snapshot();

        assertThat(snapshot.firing()).extracting(Alert::fingerprint).containsExactly("b");
        assertThat(snapshot.recent()).extracting(Alert::fingerprint).containsExactly("a");
    }

    @Test
    void theAlertWithTheNewestSignComesFirst() {
        List.of("a", "b", "a").forEach(this::seenASecondLater);

        assertThat(book.snapshot().firing()).extracting(Alert::fingerprint).containsExactly("a", "b");
    }

    @Test
    void theLongestSilentIsForgottenFirst() {
        List.of("a", "b", "c", "a", "d").forEach(this::seenASecondLater);

        assertThat(book.snapshot().firing()).extracting(Alert::fingerprint).containsExactly("d", "a", "c");
    }

    @Test
    void anAlertThatWasReadBackGrowsOnInsteadOfBeingRaisedAgain() {
        var earlier = new Alert(
                "a",
                "rule",
                Severity.WARNING,
                Alert.Status.FIRING,
                "summary",
                EVENT,
                EVENT,
                now.minusSeconds(3600),
                null,
                7,
                List.of("earlier"),
                Map.of());
        book.restore(earlier, now.minusSeconds(3500));

        var change = book.apply(sign("a", 1));

        assertThat(change).isInstanceOfSatisfying(Change.Updated.class, updated -> {
            assertThat(updated.alert().count()).isEqualTo(8);
            assertThat(updated.alert().firedAt()).isEqualTo(earlier.firedAt());
        });
    }

    @Test
    void anAlertThatWasReadBackFiresByTheTimeItWasWritten() {
        var alert = ((Change.Raised) book.apply(sign("a", 0))).alert();

        book.restore(alert, now.minus(Duration.ofMinutes(6)));

        assertThat(book.snapshot().recent()).containsExactly(alert);
    }

    @Test
    void whatIsReadBackInAnotherOrderIsRememberedByTime() {
        var alert = ((Change.Raised) book.apply(sign("a", 0))).alert();
        List.of(1, 4, 3, 2, 5).forEach(age -> book.restore(named(alert, "age " + age), now.minusSeconds(age)));

        assertThat(book.snapshot().firing()).extracting(Alert::fingerprint).containsExactly("a", "age 1", "age 2");
    }

    private void seenASecondLater(String fingerprint) {
        now = now.plusSeconds(1);
        book.apply(sign(fingerprint, 0));
    }

    private static Alert named(Alert alert, String fingerprint) {
        return new Alert(
                fingerprint,
                alert.rule(),
                alert.severity(),
                alert.status(),
                alert.summary(),
                alert.startedAt(),
                alert.lastSeenAt(),
                alert.firedAt(),
                alert.resolvedAt(),
                alert.count(),
                alert.evidence(),
                alert.offsets());
    }

    private AlertBook book() {
        return new AlertBook(clock, Duration.ofMinutes(5), 3, 2);
    }

    private static Finding sign(String fingerprint, int second) {
        return new Finding.Sign(
                new Cause("rule", Severity.WARNING, fingerprint),
                "summary",
                EVENT.plusSeconds(second),
                "evidence " + second);
    }

    private static Finding total(long count, long of) {
        return new Finding.Total(
                new Cause("flood", Severity.CRITICAL, "w"),
                "summary",
                Window.starting(EVENT.toEpochMilli(), Window.FLAGGED),
                count,
                of,
                List.of(count + " of " + of));
    }

    private static Clock tickingWith(InstantSource source) {
        return source.withZone(ZoneOffset.UTC);
    }
}
