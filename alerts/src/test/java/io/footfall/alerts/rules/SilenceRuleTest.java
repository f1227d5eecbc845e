package io.footfall.alerts.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
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
    void aStrayClickDoesNotMakeTheNextSilenceOrdinary() {
        hear(100);
        rule.at(LAST.plusSeconds(601));
        rule.heard(LAST.plusSeconds(900));
        rule.at(LAST.plusSeconds(900));

        assertThat(rule.at(LAST.plusSeconds(1_501))).get().isInstanceOf(Finding.Total.class);
    }

    private void hear(int seconds) {
        for (var second = 0; second < seconds; second++) {
            rule.heard(START.plusSeconds(second));
            assertThat(rule.at(START.plusSeconds(second))).isEmpty();
        }
    }
}
