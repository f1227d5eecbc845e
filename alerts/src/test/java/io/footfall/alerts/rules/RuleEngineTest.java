package io.footfall.alerts.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.alerts.DefaultReplica;
import io.footfall.alerts.rules.SecurityEvent.ForbiddenClick;
import io.footfall.alerts.rules.SecurityEvent.PageViewUpdate;
import io.footfall.alerts.rules.SecurityEvent.TrafficUpdate;
import io.footfall.events.Alert;
import io.footfall.events.Click;
import io.footfall.events.PageViewWindow;
import io.footfall.events.PageViewWindow.OutOfMarket;
import io.footfall.events.TrafficWindow;
import io.footfall.events.Window;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleEngineTest {
    private static final Instant START = Instant.parse("2018-01-13T05:00:00Z");

    private final RuleEngine rules = new RuleEngine(DefaultReplica.thresholds());

    @Test
    void aForbiddenClickIsAnOccurrenceOfTheForbiddenPathRule() {
        var click = new Click(
                "desktop", START.toEpochMilli(), "Title", "NL", 0, "linux", "https://site.example/admin", 0, "firefox");

        assertThat(rules.evaluate(new ForbiddenClick(click, "/admin", "/admin/**", START)))
                .get()
                .isInstanceOf(Finding.Occurrence.class)
                .returns("forbidden-path", finding -> finding.key().rule());
    }

    @Test
    void anOrdinaryWindowIsNoFinding() {
        assertThat(rules.evaluate(pageViews(START, 40, 60, false))).isEmpty();
        assertThat(rules.evaluate(traffic(START, 40))).isEmpty();
    }

    @Test
    void aHugeWindowOfPageViewsIsAConditionOfTheFloodRule() {
        assertThat(rules.evaluate(pageViews(START, 9_000, 10, false)))
                .get()
                .isInstanceOf(Finding.Condition.class)
                .returns("flood", finding -> finding.key().rule());
    }

    @Test
    void aFloodFromManyBrowsersIsAFlashCrowd() {
        for (var part = 0; part < 3; part++) {
            rules.evaluate(traffic(START.plusSeconds(part * 10L), 3_000));
        }

        assertThat(rules.evaluate(pageViews(START, 9_000, 10, false)))
                .get()
                .isInstanceOfSatisfying(Finding.Condition.class, condition -> assertThat(condition.summary())
                        .contains("flash crowd"));
    }

    @Test
    void silenceIsFoundWhenNoWindowGrowsAnyMore() {
        var last = observeTwoMinutesOfClicks();

        assertThat(tick(last.plusSeconds(600))).isEmpty();
        assertThat(tick(last.plusSeconds(601)))
                .singleElement()
                .isInstanceOf(Finding.Condition.class)
                .returns("silence", finding -> finding.key().rule());
    }

    @Test
    void aWindowOfTheFutureDoesNotMakeClicksLookSilent() {
        var last = observeTwoMinutesOfClicks();
        rules.evaluate(new PageViewUpdate(window(START.plusSeconds(7_200), 1, 1, false), last));

        for (var minute = 3; minute < 30; minute++) {
            last = START.plusSeconds(60L * minute);
            rules.evaluate(new PageViewUpdate(window(last, 1, 1, false), last));
            assertThat(tick(last)).as("silence in minute %d", minute).isEmpty();
        }

        assertThat(tick(last.plusSeconds(601))).isNotEmpty();
    }

    @Test
    void aWindowOfTheFutureIsNoFlood() {
        assertThat(rules.evaluate(new PageViewUpdate(window(START.plusSeconds(270), 9_000, 10, false), START)))
                .isEmpty();

        assertThat(rules.evaluate(new PageViewUpdate(window(START, 9_000, 10, false), START)))
                .isPresent();
    }

    @Test
    void windowsOfTheFutureDoNotHideTheAudienceOfAFlood() {
        for (var window = 0; window < 400; window++) {
            rules.evaluate(traffic(START.plusSeconds(7_200 + window * 10L), 1, START));
        }
        for (var part = 0; part < 3; part++) {
            rules.evaluate(traffic(START.plusSeconds(part * 10L), 3_000));
        }

        assertThat(rules.evaluate(pageViews(START, 9_000, 10, false)))
                .get()
                .isInstanceOfSatisfying(Finding.Condition.class, condition -> assertThat(condition.summary())
                        .contains("flash crowd on https://news.example/big"));
    }

    @Test
    void aRepeatedOrFinalRecordOfAWindowDoesNotEndASilence() {
        var last = observeTwoMinutesOfClicks();
        var muchLater = last.plusSeconds(700);
        var start = last.minusSeconds(Math.floorMod(last.getEpochSecond(), 30));
        var newest = (int) (last.getEpochSecond() - start.getEpochSecond() + 1);

        rules.evaluate(new PageViewUpdate(window(start, newest, newest, true), muchLater));
        assertThat(tick(muchLater)).singleElement().isInstanceOf(Finding.Condition.class);

        rules.evaluate(new PageViewUpdate(window(start, newest + 1, newest, false), muchLater));
        assertThat(tick(muchLater)).singleElement().isInstanceOf(Finding.Cleared.class);
    }

    @Test
    void aRestoredSilenceLastsUntilClicksArrive() {
        var last = observeTwoMinutesOfClicks();
        var found = (Finding.Condition) tick(last.plusSeconds(601)).get(0);
        var next = new RuleEngine(DefaultReplica.thresholds());

        next.restore(alert(found));

        assertThat(tick(next, last.plusSeconds(5_000))).containsExactly(found);
        next.evaluate(pageViews(last.plusSeconds(5_010), 10, 10, false));
        assertThat(tick(next, last.plusSeconds(5_010))).singleElement().isInstanceOf(Finding.Cleared.class);
    }

    @Test
    void aSilenceIsNotFoundWhileThereAreUnreadWindows() {
        var last = observeTwoMinutesOfClicks();
        var muchLater = last.plusSeconds(900);

        assertThat(rules.tick(muchLater, () -> true)).isEmpty();
        assertThat(tick(muchLater)).singleElement().isInstanceOf(Finding.Condition.class);
        assertThat(rules.tick(muchLater, () -> true)).singleElement().isInstanceOf(Finding.Condition.class);
    }

    private List<Finding> tick(Instant now) {
        return tick(rules, now);
    }

    private static List<Finding> tick(RuleEngine engine, Instant now) {
        return engine.tick(now, () -> false);
    }

    /** One click more in every second; returns the time of the last. */
    private Instant observeTwoMinutesOfClicks() {
        var last = START;
        for (var second = 0; second < 120; second++) {
            last = START.plusSeconds(second);
            var start = START.plusSeconds(second - second % 30);
            rules.evaluate(new PageViewUpdate(window(start, second % 30 + 1, second % 30 + 1, false), last));
            assertThat(tick(last)).isEmpty();
        }
        return last;
    }

    private static Alert alert(Finding.Condition found) {
        return new Alert(
                found.key().fingerprint(),
                found.key().rule(),
                found.key().severity(),
                Alert.Status.FIRING,
                found.summary(),
                found.startedAt(),
                found.lastSeenAt(),
                found.lastSeenAt(),
                null,
                found.count(),
                found.evidence(),
                Map.of());
    }

    private static PageViewUpdate pageViews(Instant start, long views, long others, boolean isFinal) {
        return new PageViewUpdate(window(start, views, others, isFinal), start.plusSeconds(30));
    }

    private static PageViewWindow window(Instant start, long views, long others, boolean isFinal) {
        return new PageViewWindow(
                Window.starting(start.toEpochMilli(), Window.FLAGGED),
                true,
                views,
                others,
                new OutOfMarket(0, 0),
                Math.max(1, views * 3 / 4),
                views / 4,
                isFinal);
    }

    private static TrafficUpdate traffic(Instant start, long views) {
        return traffic(start, views, start.plusSeconds(10));
    }

    private static TrafficUpdate traffic(Instant start, long views, Instant writtenAt) {
        var window = new TrafficWindow(
                Window.starting(start.toEpochMilli(), Window.TRAFFIC),
                views,
                views,
                views,
                "",
                List.of(new TrafficWindow.Article("https://news.example/big", "Big", views)),
                0,
                1,
                Map.of("BE", views),
                Map.of(),
                Map.of(),
                Map.of("safari", views / 2, "chrome", views / 2),
                0,
                0,
                0,
                false);
        return new TrafficUpdate(window, writtenAt);
    }
}
