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
    void whereThereWasNothingNothingIsMissed() {
        assertThat(rule.at(START)).isEmpty();
        rule.heard(START);
        assertThat(rule.at(START.plusSeconds(3_600))).isEmpty();
    }

    @Test
    void clicksThatComeNoMoreAreMissedAfterAWhile() {
        hear(100);

        assertThat(rule.at(LAST.plusSeconds(600))).isEmpty();
        assertThat(rule.at(LAST.plusSeconds(601))).get().isInstanceOfSatisfying(Finding.Total.class, total -> {
            assertThat(total.startedAt()).isEqualTo(LAST);
            assertThat(total.summary()).startsWith("No clicks have come since 2026-03-01T10:01:39.000Z");
        });
        assertThat(rule.at(LAST.plusSeconds(700))).isEqualTo(rule.at(LAST.plusSeconds(601)));
    }

    @Test
    void itIsOverOnceAndAtOnceWhenTheyComeAgain() {
        hear(100);
        rule.at(LAST.plusSeconds(601));
        rule.heard(LAST.plusSeconds(900));

        assertThat(rule.at(LAST.plusSeconds(900))).get().isInstanceOf(Finding.Over.class);
        assertThat(rule.at(LAST.plusSeconds(901))).isEmpty();
    }

    @Test
    void aSilenceThatAnEarlierLifeHasFoundIsOverWhenClicksComeAndNotBefore() {
        hear(100);
        var found = (Finding.Total) rule.at(LAST.plusSeconds(601)).orElseThrow();
        var alert = new Alert(
                found.cause().fingerprint(),
                SilenceRule.NAME,
                found.cause().severity(),
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

        next.resume(alert);

        assertThat(next.at(LAST.plusSeconds(100_000))).contains(found);
        next.heard(LAST.plusSeconds(100_001));
        assertThat(next.at(LAST.plusSeconds(100_001))).get().isInstanceOf(Finding.Over.class);
    }

    @Test
    void whatCameMoreThanAnHourBeforeTheLastClickDoesNotCount() {
        hear(100);
        for (var minute = 5; minute < 90; minute += 5) {
            rule.heard(START.plusSeconds(60L * minute));
        }

        assertThat(rule.at(START.plusSeconds(60 * 600))).isEmpty();
    }

    @Test
    void aPauseHasToBeMuchLongerThanThoseBeforeIt() {
        hear(100);
        var after = LAST.plusSeconds(200);
        rule.heard(after);

        assertThat(rule.at(after.plusSeconds(800))).isEmpty();
        assertThat(rule.at(after.plusSeconds(801))).isPresent();
    }

    @Test
    void aSilenceThatIsOverIsNoReasonToWaitLongerForTheNext() {
        hear(100);
        var again = LAST.plusSeconds(1_800);
        for (var second = 0; second < 60; second++) {
            rule.heard(again.plusSeconds(second));
        }

        assertThat(rule.at(again.plusSeconds(59 + 601))).isPresent();
    }

    @Property(tries = 100)
    void whenItIsAskedMakesNoDifferenceToWhatItSays(@ForAll List<@IntRange(min = 1, max = 1_500) Integer> pauses) {
        var other = new SilenceRule(new SilenceRule.Policy(Duration.ofMinutes(10), 5));
        var asked = new SilenceRule(new SilenceRule.Policy(Duration.ofMinutes(10), 5));
        var now = START;
        for (var pause : pauses) {
            other.heard(now);
            asked.heard(now);
            now = now.plusSeconds(pause);
            asked.at(now);
        }
        var end = now.plusSeconds(1_000);

        assertThat(other.at(end).filter(Finding.Total.class::isInstance))
                .isEqualTo(asked.at(end).filter(Finding.Total.class::isInstance));
    }

    private void hear(int seconds) {
        for (var second = 0; second < seconds; second++) {
            rule.heard(START.plusSeconds(second));
            assertThat(rule.at(START.plusSeconds(second))).isEmpty();
        }
    }
}
