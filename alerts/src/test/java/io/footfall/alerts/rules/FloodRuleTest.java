package io.footfall.alerts.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.alerts.rules.FloodRule.Mode;
import io.footfall.events.Alert.Severity;
import io.footfall.events.PageViewWindow;
import io.footfall.events.PageViewWindow.OutOfMarket;
import io.footfall.events.TrafficWindow;
import io.footfall.events.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class FloodRuleTest {
    private static final Instant START = Instant.parse("2018-01-13T00:00:00Z");
    private static final int WINDOWS_A_DAY = 2_880;

    private final FloodRule rule = rule(Mode.LEARNED);
    private final Random random = new Random(20180113);

    @Test
    void anOrdinaryDayIsNoFlood() {
        var found = day(WINDOWS_A_DAY, window -> 1_500 - 1_300 * Math.cos(2 * Math.PI * window / WINDOWS_A_DAY));

        assertThat(found).isEmpty();
    }

    @Test
    void aSlowRiseToThreeTimesIsNoFlood() {
        assertThat(day(240, window -> 1_000 + 2_000.0 * Math.max(0, window - 120) / 120))
                .isEmpty();
    }

    @Test
    void aFlashCrowdIsAWarningFromItsSecondWindowOn() {
        assertThat(day(60, window -> 1_000)).isEmpty();

        var first = crowd(60);
        var second = crowd(61);

        assertThat(first.pending()).isTrue();
        assertThat(second.pending()).isFalse();
        assertThat(second.key().severity()).isEqualTo(Severity.WARNING);
        assertThat(second.summary()).endsWith("it looks like a flash crowd on https://news.example/big");
        assertThat(second.count()).isEqualTo(8_000);
        assertThat(second.startedAt()).isEqualTo(START.plusSeconds(60 * 30));
    }

    @Test
    void identicalPageViewsAreCriticalAsSoonAsThereAreFarTooMany() {
        assertThat(day(60, window -> 1_000)).isEmpty();

        assertThat(rule.evaluate(window(60, 3_000, 500, 1, 0, false))).isPresent();
        var found = (Finding.Condition)
                rule.evaluate(window(60, 6_000, 500, 1, 0, false)).orElseThrow();

        assertThat(found.pending()).isFalse();
        assertThat(found.key().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(found.summary()).endsWith("it looks like an attack");
    }

    @Test
    void manyClicksWithFewPageViewsAreAFloodToo() {
        assertThat(day(60, window -> 1_000)).isEmpty();

        var found = (Finding.Condition)
                rule.evaluate(window(60, 4_000, 6_000, 5, 0, false)).orElseThrow();

        assertThat(found.key().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(found.summary()).startsWith("A flood of clicks since");
    }

    @Test
    void moreThanMaxClicksIsAFloodHoweverSlowlyTrafficGrew() {
        assertThat(day(240, window -> 1_000 + 350.0 * window)).isEmpty();

        assertThat(rule.evaluate(window(240, 60_000, 50_000, 90_000, 100, false)))
                .isPresent();
    }

    @Test
    void manyVisitorsWithOneClickEachAreAnAttackFromTheSecondWindowOn() {
        assertThat(day(60, window -> 1_000)).isEmpty();
        views(60, 4_000);
        views(61, 4_000);

        rule.evaluate(window(60, 4_000, 100, 4_000, 3_990, false));
        var second = (Finding.Condition)
                rule.evaluate(window(61, 4_000, 100, 4_000, 3_990, false)).orElseThrow();

        assertThat(second.key().severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void duringWarmUpOnlyHugeFloodsAreFound() {
        assertThat(rule.evaluate(window(0, 1_700, 1_300, 10, 0, false))).isEmpty();
        assertThat(rule.evaluate(window(0, 4_000, 500, 10, 0, false))).isPresent();
    }

    @Test
    void aFloodBecomesUsualOnlyAfterAVeryLongTime() {
        day(60, window -> 1_000);
        for (var window = 60; window < 180; window++) {
            assertThat(rule.evaluate(window(window, 30_000, 100, 1, 0, true))).isPresent();
        }
        for (var window = 180; window < 240; window++) {
            rule.evaluate(window(window, 30_000, 100, 1, 0, true));
        }
        assertThat(rule.evaluate(window(240, 30_000, 100, 1, 0, true))).isEmpty();
    }

    @Test
    void anEarlierFloodDoesNotMakeTheNextOneUsual() {
        day(60, window -> 1_000);
        assertThat(rule.evaluate(window(60, 30_000, 100, 1, 0, true))).isPresent();

        for (var window = 260; window < 266; window++) {
            assertThat(rule.evaluate(window(window, 30_000, 100, 1, 0, true))).isPresent();
        }
    }

    @Test
    void aRuleTrainedWithTheSameWindowsFindsTheSame() {
        day(60, window -> 1_000);
        var again = rule(Mode.LEARNED);
        var random2 = new Random(20180113);
        for (var window = 0; window < 60; window++) {
            again.evaluate(ordinary(window, 1_000, random2));
        }

        var flood = window(60, 6_000, 500, 1, 0, false);
        assertThat(again.evaluate(flood)).isEqualTo(rule.evaluate(flood));
    }

    @Property(tries = 200)
    void inPlainModeOnlyTheShareOfPageViewsCounts(
            @ForAll @LongRange(min = 0, max = 400) long opened, @ForAll @LongRange(min = 0, max = 400) long read) {
        var found = rule(Mode.PLAIN).evaluate(window(0, opened, read, 10, 0, false));

        assertThat(found.isPresent()).isEqualTo(opened > read);
    }

    private List<Finding> day(int windows, IntToDoubleFunction rate) {
        var found = new ArrayList<Finding>();
        for (var window = 0; window < windows; window++) {
            rule.evaluate(ordinary(window, rate.applyAsDouble(window), random)).ifPresent(found::add);
        }
        return found;
    }

    /** As on a news site: about 49 % of the clicks are page views. */
    private static PageViewWindow ordinary(int window, double rate, Random random) {
        var clicks = Math.round(rate + random.nextGaussian() * Math.sqrt(rate));
        var opened = Math.round(0.49 * clicks + random.nextGaussian() * Math.sqrt(0.25 * clicks));
        return window(window, opened, clicks - opened, clicks / 3, clicks / 30, true);
    }

    private Finding.Condition crowd(int window) {
        views(window, 2_400);
        return (Finding.Condition)
                rule.evaluate(window(window, 2_400, 1_600, 2_000, 400, false)).orElseThrow();
    }

    private void views(int window, long views) {
        for (var part = 0; part < 3; part++) {
            var start = START.plusSeconds(window * 30L + part * 10L).toEpochMilli();
            rule.observe(new TrafficWindow(
                    Window.starting(start, Window.TRAFFIC),
                    2 * views / 3,
                    views / 3,
                    views / 3,
                    "",
                    List.of(new TrafficWindow.Article("https://news.example/big", "Big", views / 4)),
                    views / 3 - views / 4,
                    10,
                    Map.of("BE", views / 3),
                    Map.of("mobile", views / 3),
                    Map.of("ios", views / 3),
                    Map.of("safari", views / 6, "chrome", views / 6),
                    0,
                    0,
                    0,
                    false));
        }
    }

    private static PageViewWindow window(
            int number, long opened, long read, long visitors, long oneHit, boolean isFinal) {
        var start = START.plusSeconds(number * 30L).toEpochMilli();
        return new PageViewWindow(
                Window.starting(start, Window.FLAGGED),
                true,
                opened,
                read,
                new OutOfMarket(0, 0),
                visitors,
                oneHit,
                isFinal);
    }

    private static FloodRule rule(Mode mode) {
        return new FloodRule(new FloodRule.Policy(mode, 0.5, 300, 2, 6, 2, 5, 10, 0.1, Duration.ofHours(1), 100_000));
    }
}
