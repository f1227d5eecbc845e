package io.footfall.dashboard.state;

import static io.footfall.dashboard.Samples.NOON;
import static io.footfall.dashboard.Samples.alert;
import static io.footfall.dashboard.Samples.byCountry;
import static io.footfall.dashboard.Samples.open;
import static io.footfall.dashboard.Samples.warning;
import static io.footfall.dashboard.Samples.window;
import static io.footfall.dashboard.Samples.withBots;
import static io.footfall.dashboard.Samples.withSketch;
import static io.footfall.dashboard.Samples.withStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.footfall.events.Alert;
import io.footfall.events.ClickCounts;
import io.footfall.events.Json;
import io.footfall.events.TrafficWindow.Article;
import io.footfall.events.text.UnicodeText;
import io.footfall.testing.MutableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DashboardTest {
    private static final Instant WALL_CLOCK = Instant.parse("2026-11-22T08:00:00Z");

    private final MutableClock clock = new MutableClock(WALL_CLOCK);
    private final Dashboard dashboard = new Dashboard(clock, "");

    @Test
    void anEmptyDashboardShowsNothing() {
        var snapshot = dashboard.snapshot();

        assertThat(snapshot.now()).isNull();
        assertThat(snapshot.updatedAt()).isNull();
        assertThat(snapshot.visitorsNow()).isZero();
        assertThat(snapshot.minutes()).isEmpty();
        assertThat(snapshot.topArticles()).isEmpty();
        assertThat(snapshot.countries()).isEmpty();
    }

    @Test
    void nowIsTheNewestEventTimeAndFreshnessIsTheWallClock() {
        dashboard.put(window(0, 1, 5));

        assertThat(dashboard.snapshot().now()).isEqualTo(NOON.plusSeconds(10));
        assertThat(dashboard.snapshot().updatedAt()).isEqualTo(WALL_CLOCK);
    }

    @Test
    void oneReaderOfTheNewestWindowDoesNotChooseATitle() {
        dashboard.put(window(0, 1, 9, titled("Budget passed", 9)));
        dashboard.put(window(10, 1, 1, titled("!! visit evil.example", 1)));

        assertThat(dashboard.snapshot().topArticles())
                .singleElement()
                .returns("Budget passed", Snapshot.Article::title);
    }

    @Test
    void aNewHeadlineReplacesTheOldOneAfterTenMinutes() {
        dashboard.put(window(0, 1, 9, titled("Budget expected", 900)));
        dashboard.put(window(590, 1, 1, titled("Budget passed", 1)));
        assertThat(dashboard.snapshot().topArticles())
                .singleElement()
                .returns("Budget expected", Snapshot.Article::title);

        dashboard.put(window(600, 1, 1, titled("Budget passed", 1)));
        assertThat(dashboard.snapshot().topArticles())
                .singleElement()
                .returns("Budget passed", Snapshot.Article::title);
    }

    @Test
    void anArticleThatWasNotReadForTenMinutesKeepsItsTitle() {
        dashboard.put(window(0, 1, 9, titled("Budget passed", 9)));
        dashboard.put(window(900, 1, 1, List.of()));

        assertThat(dashboard.snapshot().topArticles())
                .singleElement()
                .returns("Budget passed", Snapshot.Article::title);
    }

    private static List<Article> titled(String title, long views) {
        return List.of(new Article("https://news.example/a", title, views));
    }

    @Test
    void longTitlesAreCutBetweenCharacters() {
        for (var letters = 196; letters < 202; letters++) {
            var title = "a".repeat(letters) + "\uD83D\uDE00".repeat(4);
            dashboard.put(window(letters * 10L, 1, 1, List.of(new Article("https://news.example/a", title, 1))));

            assertThat(dashboard.snapshot().topArticles()).singleElement().satisfies(article -> assertThat(
                            article.title())
                    .hasSizeBetween(199, 200)
                    .matches(UnicodeText::isWellFormed)
                    .endsWith("…"));
        }
    }

    @Test
    void aWindowInTheFutureDoesNotAdvanceTheTimeShown() {
        var now = Clock.fixed(NOON.plusSeconds(25), ZoneOffset.UTC);
        var dashboard = new Dashboard(now, "");
        dashboard.put(window(20, 1, 5));
        dashboard.put(window(300, 1, 1));

        assertThat(dashboard.snapshot().now()).isEqualTo(NOON.plusSeconds(30));
        assertThat(dashboard.snapshot().viewsLastMinute()).isEqualTo(5);
    }

    @Test
    void aWindowInTheFutureEvictsNoWindowOfTheHour() {
        var dashboard = new Dashboard(Clock.fixed(NOON.plusSeconds(3_600), ZoneOffset.UTC), "");
        for (var start = 0; start < 3_600; start += 10) {
            dashboard.put(window(start, start, start));
        }

        dashboard.put(window(3_890, 1, 1));

        assertThat(dashboard.snapshot().minutes()).hasSize(60);
        assertThat(dashboard.snapshot().minutes().get(0).start()).isEqualTo(NOON);
    }

    @Test
    void onlyRecordsWithOtherCountsAreChanges() {
        dashboard.put(window(0, 1, 5));
        var counted = dashboard.changes();

        dashboard.put(window(0, 1, 5));
        assertThat(dashboard.changes()).isEqualTo(counted);

        dashboard.put(window(0, 1, 6));
        assertThat(dashboard.changes()).isGreaterThan(counted);
    }

    @Test
    void aWindowThatBecomesFinalIsNoChange() {
        dashboard.put(open(0));
        var counted = dashboard.changes();

        dashboard.put(window(0, 1, 1));

        assertThat(dashboard.changes()).isEqualTo(counted);
    }

    @Test
    void anAlertIsAChangeUnlessItIsTheSame() {
        var counted = dashboard.changes();

        dashboard.put(warning("it", 1));
        dashboard.put(warning("it", 1));
        assertThat(dashboard.changes()).isEqualTo(counted + 1);

        dashboard.removeAlert("it");
        dashboard.removeAlert("it");
        assertThat(dashboard.changes()).isEqualTo(counted + 2);
    }

    @Test
    void onlyClicksThatAreShownCountAsNews() {
        var later = WALL_CLOCK.plusSeconds(240);
        dashboard.put(open(0));
        clock.set(later);

        dashboard.put(window(0, 1, 1)); // is final now
        dashboard.put(alert("a", 0, "fires"));
        dashboard.put(withStatus(alert("a", 0, "ends"), Alert.Status.RESOLVED));
        dashboard.removeAlert("a");
        dashboard.put(new ClickCounts(WALL_CLOCK, 0, 12, 7, 2, Map.of("not_json", 2L), 1, 4, 1, 0));
        dashboard.put(new ClickCounts(WALL_CLOCK, 0, 12, 7, 2, Map.of("not_json", 2L), 1, 5, 0, 0));
        dashboard.removeClickCounts(0);
        dashboard.putConsumerLag(OptionalLong.of(3));
        dashboard.put(window(Duration.between(NOON, later.plusSeconds(60)).toSeconds(), 1, 1));
        dashboard.removeWindow(later.plusSeconds(60));

        assertThat(dashboard.snapshot().updatedAt()).isEqualTo(WALL_CLOCK);

        dashboard.put(window(0, 1, 2)); // late clicks
        assertThat(dashboard.snapshot().updatedAt()).isEqualTo(later);
    }

    @Test
    void restoredWindowsAreAsOldAsTheirRecords() {
        dashboard.restore(window(10, 1, 5), WALL_CLOCK.minusSeconds(240));
        dashboard.restore(window(0, 1, 5), WALL_CLOCK.minusSeconds(250));

        assertThat(dashboard.snapshot().updatedAt()).isEqualTo(WALL_CLOCK.minusSeconds(240));
    }

    @Test
    void theNewestRecordOfAWindowReplacesTheOlderOnes() {
        dashboard.put(window(0, 1, 5));

        dashboard.put(window(0, 1, 7));

        assertThat(dashboard.snapshot().viewsLastMinute()).isEqualTo(7);
        assertThat(dashboard.snapshot().visitorsNow()).isEqualTo(7);
        assertThat(dashboard.snapshot().topArticles())
                .containsExactly(new Snapshot.Article("https://news.example/a", "A", 7, Snapshot.Trend.STEADY));
    }

    @Test
    void visitorsOfSeveralWindowsAreCountedOnce() {
        dashboard.put(window(0, 1, 600));
        dashboard.put(window(10, 401, 1_000));

        var visitors = dashboard.snapshot().visitorsNow();

        assertThat(visitors).isCloseTo(1_000, within(50L));
        assertThat(dashboard.snapshot().viewsLastMinute()).isEqualTo(1_200);
    }

    @Test
    void visitorsNowAreThoseOfFiveMinutesAndTheLastMinuteHasSixtySeconds() {
        dashboard.put(window(0, 1, 10));
        dashboard.put(window(10, 11, 20));
        dashboard.put(window(250, 21, 30));
        dashboard.put(window(300, 31, 40));

        var snapshot = dashboard.snapshot();

        assertThat(snapshot.visitorsNow()).isCloseTo(30, within(1L));
        assertThat(snapshot.visitorsLastMinute()).isCloseTo(20, within(1L));
        assertThat(snapshot.viewsLastMinute()).isEqualTo(20);
    }

    @Test
    void botsOfFiveMinutesAreShownSeparately() {
        dashboard.put(withBots(0, 100));
        dashboard.put(withBots(10, 20));
        dashboard.put(withBots(300, 3));

        var snapshot = dashboard.snapshot();

        assertThat(snapshot.botsNow()).isEqualTo(23);
        assertThat(snapshot.visitorsNow()).isEqualTo(1);
    }

    @Test
    void minutesWithoutClicksAreShownAsZero() {
        dashboard.put(window(0, 1, 2));
        dashboard.put(window(180, 1, 3));

        var minutes = dashboard.snapshot().minutes();

        assertThat(minutes).extracting(Snapshot.Minute::views).containsExactly(2L, 0L, 0L, 3L);
        assertThat(minutes)
                .extracting(Snapshot.Minute::start)
                .containsExactly(NOON, NOON.plusSeconds(60), NOON.plusSeconds(120), NOON.plusSeconds(180));
    }

    @Test
    void aMinuteIsCompleteWhenItIsOverAndAllItsWindowsAreFinal() {
        dashboard.put(window(0, 1, 1));
        dashboard.put(window(60, 1, 1));
        dashboard.put(open(70));
        dashboard.put(window(120, 1, 1));

        var minutes = dashboard.snapshot().minutes();

        assertThat(minutes).extracting(Snapshot.Minute::complete).containsExactly(true, false, false);
    }

    @Test
    void atMostSixtyMinutesAreShown() {
        for (var start = 0; start < 7_200; start += 10) {
            dashboard.put(window(start, start, start));
        }

        var minutes = dashboard.snapshot().minutes();

        assertThat(minutes).hasSize(60);
        assertThat(minutes.get(0).start()).isEqualTo(NOON.plusSeconds(3_600));
    }

    @Test
    void aWindowOlderThanTheHourChangesNothing() {
        dashboard.put(window(7_200, 1, 1));
        var before = dashboard.snapshot();

        dashboard.put(window(0, 1, 1));

        assertThat(dashboard.snapshot()).isSameAs(before);
    }

    @Test
    void theSameRecordTwiceChangesNothing() {
        dashboard.put(window(0, 1, 1));
        dashboard.put(alert("a", 0, "one"));
        var before = dashboard.snapshot();

        dashboard.put(window(0, 1, 1));
        dashboard.put(alert("a", 0, "one"));

        assertThat(dashboard.snapshot()).isSameAs(before);
    }

    @Test
    void topArticlesAreThoseOfThirtyMinutesWithTheTitleOfMostReaders() {
        dashboard.put(window(0, 1, 1, List.of(new Article("https://news.example/old", "Old", 99))));
        dashboard.put(window(1_810, 1, 1, List.of(new Article("https://news.example/b", "B, first", 3))));
        dashboard.put(window(1_800, 1, 1, List.of(new Article("https://news.example/c", "C", 4))));
        dashboard.put(window(1_820, 1, 1, List.of(new Article("https://news.example/b", "B, corrected", 4))));

        var articles = dashboard.snapshot().topArticles();

        assertThat(articles)
                .containsExactly(
                        new Snapshot.Article("https://news.example/b", "B, corrected", 7, Snapshot.Trend.RISING),
                        new Snapshot.Article("https://news.example/c", "C", 4, Snapshot.Trend.STEADY));
    }

    @Test
    void anArticleRisesOrFallsWhenTheLastTenMinutesDifferByMoreThanChance() {
        dashboard.put(window(0, 1, 1, articles(100, 100, 100, 0)));
        dashboard.put(window(1_190, 1, 1, articles(150, 50, 110, 4)));

        var articles = dashboard.snapshot().topArticles();

        assertThat(articles)
                .extracting(Snapshot.Article::title, Snapshot.Article::trend)
                .containsExactly(
                        tuple("A", Snapshot.Trend.RISING),
                        tuple("C", Snapshot.Trend.STEADY),
                        tuple("B", Snapshot.Trend.FALLING),
                        tuple("D", Snapshot.Trend.STEADY));
    }

    private static List<Article> articles(long... views) {
        return IntStream.range(0, views.length)
                .mapToObj(index ->
                        new Article("https://news.example/" + index, "ABCD".substring(index, index + 1), views[index]))
                .toList();
    }

    @Test
    void theSparklineHasAPointForEveryWindowBeforeTheNewest() {
        dashboard.put(window(0, 1, 9));
        dashboard.put(window(200, 1, 5));
        dashboard.put(window(300, 1, 7));
        dashboard.put(window(310, 1, 1));

        var pulse = dashboard.snapshot().pulse();

        assertThat(pulse).hasSize(30).endsWith(7L);
        assertThat(pulse.stream().filter(visitors -> visitors > 0)).containsExactly(5L, 7L);
        assertThat(pulse.get(19)).isEqualTo(5);
    }

    @Test
    void theClickCountsOfAllPartitionsAreSummed() {
        dashboard.put(new ClickCounts(NOON, 0, 12, 7, 2, Map.of("not_json", 2L, "in_future", 1L), 1, 3, 1, 1));
        dashboard.put(new ClickCounts(NOON.minusSeconds(1), 1, 5, 3, 0, Map.of("in_future", 2L), 0, 1, 0, 2));

        var totals = dashboard.snapshot().pipeline().clickTotals();

        assertThat(totals)
                .isEqualTo(new Snapshot.ClickTotals(
                        NOON,
                        17,
                        10,
                        2,
                        5,
                        List.of(new Snapshot.Share("in_future", 3), new Snapshot.Share("not_json", 2)),
                        1,
                        4,
                        1,
                        3,
                        2));
    }

    @Test
    void anUnreachableKafkaIsShownButIsNoUpdate() {
        dashboard.put(window(0, 1, 5));
        dashboard.putConsumerLag(OptionalLong.of(3));
        var before = dashboard.snapshot();

        dashboard.putConsumerLag(OptionalLong.empty());

        assertThat(before.pipeline()).isEqualTo(new Snapshot.Pipeline(true, 3L, null));
        assertThat(dashboard.snapshot().pipeline()).isEqualTo(new Snapshot.Pipeline(false, 3L, null));
        assertThat(dashboard.snapshot().updatedAt()).isEqualTo(before.updatedAt());
    }

    @Test
    void theMostUrgentAlertsAreFirstAndPendingOnesAreNotShown() {
        dashboard.put(withStatus(alert("over", 60, "s"), Alert.Status.RESOLVED));
        dashboard.put(alert("old", 0, "s"));
        dashboard.put(alert("new", 30, "s"));
        dashboard.put(warning("mild", 80));
        dashboard.put(withStatus(alert("pending", 90, "s"), Alert.Status.PENDING));

        assertThat(dashboard.snapshot().alerts())
                .extracting(Alert::fingerprint)
                .containsExactly("new", "old", "mild", "over");
    }

    @Test
    void charactersThatReverseTextAreReplacedBySpaces() {
        dashboard.put(window(0, 1, 1, List.of(new Article("https://news.example/a", "a\u202Eb\u2066c\r\nd\u0000", 1))));

        assertThat(dashboard.snapshot().topArticles().get(0).title()).isEqualTo("a b c d ");
    }

    @Test
    void lessFrequentLabelsAreSummedAsOther() {
        var countries = new HashMap<>(Map.of("other", 5L));
        for (var label = 1; label <= 1_000; label++) {
            countries.put("L" + label, (long) label);
        }
        dashboard.put(byCountry(0, countries));

        var shares = dashboard.snapshot().countries();

        assertThat(shares).hasSize(9);
        assertThat(shares.get(0)).isEqualTo(new Snapshot.Share("L1000", 1_000));
        assertThat(shares.get(8).name()).isEqualTo("other");
        assertThat(shares.stream().mapToLong(Snapshot.Share::views).sum()).isEqualTo(500_505);
    }

    @Test
    void longTextIsShortenedWithoutSplittingACharacter() {
        var title = "x".repeat(198) + "😀".repeat(100_000);
        dashboard.put(window(0, 1, 1, List.of(new Article("https://news.example/" + "u".repeat(5_000), title, 1))));
        dashboard.put(byCountry(10, Map.of("z".repeat(5_000), 1L)));
        dashboard.put(alert("a", 0, "s".repeat(100_000)));

        var snapshot = dashboard.snapshot();

        assertThat(snapshot.topArticles())
                .contains(new Snapshot.Article("", "x".repeat(198) + "…", 1, Snapshot.Trend.STEADY));
        assertThat(Json.write(snapshot)).hasSizeLessThan(3_000);
    }

    @Test
    void alertsAreNewestFirstAndAtMostFifty() {
        for (var number = 0; number < 60; number++) {
            dashboard.put(alert("f" + number, number, "s"));
        }

        var alerts = dashboard.snapshot().alerts();

        assertThat(alerts).hasSize(50);
        assertThat(alerts.get(0).fingerprint()).isEqualTo("f59");
        assertThat(alerts.get(49).fingerprint()).isEqualTo("f10");
    }

    @Test
    void anOldAlertDoesNotEvictANewerOne() {
        for (var number = 60; number > 0; number--) {
            dashboard.put(alert("f" + number, number, "s"));
        }

        assertThat(dashboard.snapshot().alerts().get(49).fingerprint()).isEqualTo("f11");
    }

    @Test
    void aDeletedAlertDisappears() {
        dashboard.put(alert("a", 0, "one"));
        dashboard.put(alert("b", 0, "two"));

        dashboard.removeAlert("a");

        assertThat(dashboard.snapshot().alerts()).extracting("fingerprint").containsExactly("b");
    }

    @Test
    void aDeletedWindowDisappears() {
        dashboard.put(window(0, 1, 1));
        dashboard.put(window(10, 1, 1));

        dashboard.removeWindow(NOON.plusSeconds(10));

        assertThat(dashboard.snapshot().now()).isEqualTo(NOON.plusSeconds(10));
        assertThat(dashboard.snapshot().viewsLastMinute()).isEqualTo(1);
    }

    @Test
    void aSketchOfAnotherPrecisionIsAnErrorAndChangesNothing() {
        var sketch = Base64.getEncoder().encodeToString(new byte[1 << 10]);

        assertThatThrownBy(() -> dashboard.put(withSketch(0, sketch, true)))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(dashboard.snapshot().now()).isNull();
    }
}
