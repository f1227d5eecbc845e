package io.footfall.alerts.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.events.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SilenceRuleTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant LAST = START.plusSeconds(99);

    private final SilenceRule rule = new SilenceRule(new SilenceRule.Policy(Duration.ofMinutes(10), 60));

    @Test
    void aSiteWithoutClicksIsNotSilent() {
        assertThat(rule.evaluate(START)).isEmpty();
        rule.observeClicks(START);
        assertThat(rule.evaluate(START.plusSeconds(3_600))).isEmpty();
    }

    @Test
    void aPauseIsFoundAfterTheConfiguredTime() {
        observeFor(100);

        assertThat(rule.evaluate(LAST.plusSeconds(600))).isEmpty();
        assertThat(rule.evaluate(LAST.plusSeconds(601)))
                .get()
                .isInstanceOfSatisfying(Finding.Condition.class, condition -> {
                    assertThat(condition.startedAt()).isEqualTo(LAST);
                    assertThat(condition.summary()).startsWith("No clicks have come since 2026-03-01T10:01:39.000Z");
                });
        assertThat(rule.evaluate(LAST.plusSeconds(700))).isEqualTo(rule.evaluate(LAST.plusSeconds(601)));
    }

    @Test
    void itIsClearedOnceWhenClicksArriveAgain() {
        observeFor(100);
        rule.evaluate(LAST.plusSeconds(601));
        rule.observeClicks(LAST.plusSeconds(900));

        assertThat(rule.evaluate(LAST.plusSeconds(900))).get().isInstanceOf(Finding.Cleared.class);
        assertThat(rule.evaluate(LAST.plusSeconds(901))).isEmpty();
    }

    @Test
    void aRestoredSilenceIsClearedWhenClicksArriveAndNotBefore() {
        observeFor(100);
        var found = (Finding.Condition) rule.evaluate(LAST.plusSeconds(601)).orElseThrow();
        var alert = new Alert(
                found.key().fingerprint(),
                SilenceRule.NAME,
                found.key().severity(),
                Alert.Status.FIRING,
                found.summary(),
                found.startedAt(),
                found.lastSeenAt(),
                LAST.plusSeconds(601),
                null,
                0,
                found.evidence(),
                Map.of());
        var next = new SilenceRule(new SilenceRule.Policy(Duration.ofMinutes(10), 60));

        next.restore(alert);

        assertThat(next.evaluate(LAST.plusSeconds(100_000))).contains(found);
        next.observeClicks(LAST.plusSeconds(100_001));
        assertThat(next.evaluate(LAST.plusSeconds(100_001))).get().isInstanceOf(Finding.Cleared.class);
    }

    @Test
    void clicksMoreThanAnHourBeforeTheLastDoNotCount() {
        observeFor(100);
        for (var minute = 5; minute < 90; minute += 5) {
            rule.observeClicks(START.plusSeconds(60L * minute));
        }

        assertThat(rule.evaluate(START.plusSeconds(60 * 600))).isEmpty();
    }

    @Test
    void aPauseMustBeMuchLongerThanThoseBefore() {
        observeFor(100);
        var after = LAST.plusSeconds(200);
        rule.observeClicks(after);

        assertThat(rule.evaluate(after.plusSeconds(800))).isEmpty();
        assertThat(rule.evaluate(after.plusSeconds(801))).isPresent();
    }

    @Test
    void aSilenceDoesNotMakeTheNextOneHarderToFind() {
        observeFor(100);
        var again = LAST.plusSeconds(1_800);
        for (var second = 0; second < 60; second++) {
            rule.observeClicks(again.plusSeconds(second));
        }

        assertThat(rule.evaluate(again.plusSeconds(59 + 601))).isPresent();
    }

    @Property(tries = 100)
    void theResultDoesNotDependOnEarlierEvaluations(@ForAll List<@IntRange(min = 1, max = 1_500) Integer> pauses) {
        var other = new SilenceRule(new SilenceRule.Policy(Duration.ofMinutes(10), 5));
        var evaluated = new SilenceRule(new SilenceRule.Policy(Duration.ofMinutes(10), 5));
        var now = START;
        for (var pause : pauses) {
            other.observeClicks(now);
            evaluated.observeClicks(now);
            now = now.plusSeconds(pause);
            evaluated.evaluate(now);
        }
        var end = now.plusSeconds(1_000);

        assertThat(other.evaluate(end).filter(Finding.Condition.class::isInstance))
                .isEqualTo(evaluated.evaluate(end).filter(Finding.Condition.class::isInstance));
    }

    private void observeFor(int seconds) {
        for (var second = 0; second < seconds; second++) {
            rule.observeClicks(START.plusSeconds(second));
            assertThat(rule.evaluate(START.plusSeconds(second))).isEmpty();
        }
    }
}
