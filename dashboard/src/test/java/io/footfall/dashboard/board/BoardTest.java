package io.footfall.dashboard.board;

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
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoardTest {
    private static final Instant WALL_CLOCK = Instant.parse("2026-11-22T08:00:00Z");

    private final Board board = new Board(Clock.fixed(WALL_CLOCK, ZoneOffset.UTC), "");

    @Test
    void aBoardThatHasHeardNothingShowsNothing() {
        var snapshot = board.snapshot();

        assertThat(snapshot.now()).isNull();
        assertThat(snapshot.updatedAt()).isNull();
        assertThat(snapshot.visitorsNow()).isZero();
        assertThat(snapshot.minutes()).isEmpty();
        assertThat(snapshot.topArticles()).isEmpty();
        assertThat(snapshot.countries()).isEmpty();
    }

    @Test
    void nowIsTheNewestEventTimeAndFreshnessIsTheWallClock() {
        board.put(window(0, 1, 5));

        assertThat(board.snapshot().now()).isEqualTo(NOON.plusSeconds(10));
        assertThat(board.snapshot().updatedAt()).isEqualTo(WALL_CLOCK);
    }

    @Test
    void aVisitorWithAFastClockDoesNotMoveTheBoardIntoTheFuture() {
        var now = Clock.fixed(NOON.plusSeconds(25), ZoneOffset.UTC);
        var board = new Board(now, "");
        board.put(window(20, 1, 5));
        board.put(window(300, 1, 1));

        assertThat(board.snapshot().now()).isEqualTo(NOON.plusSeconds(30));
        assertThat(board.snapshot().viewsLastMinute()).isEqualTo(5);
    }

    @Test
    void aVisitorWithAFastClockTakesNothingFromTheHour() {
        var board = new Board(Clock.fixed(NOON.plusSeconds(3_600), ZoneOffset.UTC), "");
        for (var start = 0; start < 3_600; start += 10) {
            board.put(window(start, start, start));
        }

        board.put(window(3_890, 1, 1));

        assertThat(board.snapshot().minutes()).hasSize(60);
        assertThat(board.snapshot().minutes().get(0).start()).isEqualTo(NOON);
    }

    @Test
    void onlyWhatCountsMoreIsWaitedFor() {
        board.put(window(0, 1, 5));
        var counted = board.changes();

        board.put(window(0, 1, 5));
        assertThat(board.changes()).isEqualTo(counted);

        board.put(window(0, 1, 6));
        assertThat(board.changes()).isGreaterThan(counted);
    }

    @Test
    void anAlertOrAWindowThatIsOnlyFinalNowIsShownAndTakesNobodysTurn() {
        board.put(open(0));
        var counted = board.changes();
        var shown = board.snapshot();

        board.put(window(0, 1, 1));
        board.put(warning("it", 1));

        assertThat(board.changes()).isEqualTo(counted);
        assertThat(board.snapshot()).isNotEqualTo(shown);
    }

    @Test
    void theNewestRecordOfAWindowReplacesTheOlderOnes() {
        board.put(window(0, 1, 5));

        board.put(window(0, 1, 7));

        assertThat(board.snapshot().viewsLastMinute()).isEqualTo(7);
        assertThat(board.snapshot().visitorsNow()).isEqualTo(7);
        assertThat(board.snapshot().topArticles())
                .containsExactly(new Snapshot.Article("https://news.example/a", "A", 7, Snapshot.Trend.STEADY));
    }

    @Test
    void visitorsOfSeveralWindowsAreCountedOnce() {
        board.put(window(0, 1, 600));
        board.put(window(10, 401, 1_000));

        var visitors = board.snapshot().visitorsNow();

        assertThat(visitors).isCloseTo(1_000, within(50L));
        assertThat(board.snapshot().viewsLastMinute()).isEqualTo(1_200);
    }

    @Test
    void visitorsNowAreThoseOfFiveMinutesAndTheLastMinuteHasSixtySeconds() {
        board.put(window(0, 1, 10));
        board.put(window(10, 11, 20));
        board.put(window(250, 21, 30));
        board.put(window(300, 31, 40));

        var snapshot = board.snapshot();

        assertThat(snapshot.visitorsNow()).isCloseTo(30, within(1L));
        assertThat(snapshot.visitorsLastMinute()).isCloseTo(20, within(1L));
        assertThat(snapshot.viewsLastMinute()).isEqualTo(20);
    }

    @Test
    void botsOfFiveMinutesAreShownApart() {
        board.put(withBots(0, 100));
        board.put(withBots(10, 20));
        board.put(withBots(300, 3));

        var snapshot = board.snapshot();

        assertThat(snapshot.botsNow()).isEqualTo(23);
        assertThat(snapshot.visitorsNow()).isEqualTo(1);
    }

    @Test
    void minutesWithoutClicksAreShownAsZero() {
        board.put(window(0, 1, 2));
        board.put(window(180, 1, 3));

        var minutes = board.snapshot().minutes();

        assertThat(minutes).extracting(Snapshot.Minute::views).containsExactly(2L, 0L, 0L, 3L);
        assertThat(minutes)
                .extracting(Snapshot.Minute::start)
                .containsExactly(NOON, NOON.plusSeconds(60), NOON.plusSeconds(120), NOON.plusSeconds(180));
    }

    @Test
    void aMinuteIsCompleteWhenItIsOverAndAllItsWindowsAreFinal() {
        board.put(window(0, 1, 1));
        board.put(window(60, 1, 1));
        board.put(open(70));
        board.put(window(120, 1, 1));

        var minutes = board.snapshot().minutes();

        assertThat(minutes).extracting(Snapshot.Minute::complete).containsExactly(true, false, false);
    }

    @Test
    void noMoreThanSixtyMinutesAreKept() {
        for (var start = 0; start < 7_200; start += 10) {
            board.put(window(start, start, start));
        }

        var minutes = board.snapshot().minutes();

        assertThat(minutes).hasSize(60);
        assertThat(minutes.get(0).start()).isEqualTo(NOON.plusSeconds(3_600));
    }

    @Test
    void aWindowOlderThanTheHourChangesNothing() {
        board.put(window(7_200, 1, 1));
        var before = board.snapshot();

        board.put(window(0, 1, 1));

        assertThat(board.snapshot()).isSameAs(before);
    }

    @Test
    void theSameRecordTwiceChangesNothing() {
        board.put(window(0, 1, 1));
        board.put(alert("a", 0, "one"));
        var before = board.snapshot();

        board.put(window(0, 1, 1));
        board.put(alert("a", 0, "one"));

        assertThat(board.snapshot()).isSameAs(before);
    }

    @Test
    void articlesAreThoseOfThirtyMinutesByViewsWithTheirNewestTitle() {
        board.put(window(0, 1, 1, List.of(new Article("https://news.example/old", "Old", 99))));
        board.put(window(1_810, 1, 1, List.of(new Article("https://news.example/b", "B, first", 3))));
        board.put(window(1_800, 1, 1, List.of(new Article("https://news.example/c", "C", 4))));
        board.put(window(1_820, 1, 1, List.of(new Article("https://news.example/b", "B, corrected", 2))));

        var articles = board.snapshot().topArticles();

        assertThat(articles)
                .containsExactly(
                        new Snapshot.Article("https://news.example/b", "B, corrected", 5, Snapshot.Trend.RISING),
                        new Snapshot.Article("https://news.example/c", "C", 4, Snapshot.Trend.STEADY));
    }

    @Test
    void anArticleRisesOrFallsWhenTheLastTenMinutesDifferByMoreThanChance() {
        board.put(window(0, 1, 1, articles(100, 100, 100, 0)));
        board.put(window(1_190, 1, 1, articles(150, 50, 110, 4)));

        var articles = board.snapshot().topArticles();

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
    void thePulseHasAPlaceForEveryTenSecondsBeforeTheWindowThatHasOnlyBegun() {
        board.put(window(0, 1, 9));
        board.put(window(200, 1, 5));
        board.put(window(300, 1, 7));
        board.put(window(310, 1, 1));

        var pulse = board.snapshot().pulse();

        assertThat(pulse).hasSize(30).endsWith(7L);
        assertThat(pulse.stream().filter(visitors -> visitors > 0)).containsExactly(5L, 7L);
        assertThat(pulse.get(19)).isEqualTo(5);
    }

    @Test
    void theBooksOfAllPartitionsAreAddedUp() {
        board.put(new ClickCounts(
                NOON,
                List.of(
                        new ClickCounts.Partition(0, 12, 7, 2, Map.of("not_json", 2L, "in_future", 1L), 1, 4, 1),
                        new ClickCounts.Partition(1, 5, 3, 0, Map.of("in_future", 2L), 0, 3, 0))));

        var books = board.snapshot().pipeline().books();

        assertThat(books)
                .isEqualTo(new Snapshot.Books(
                        NOON,
                        17,
                        10,
                        2,
                        5,
                        List.of(new Snapshot.Share("in_future", 3), new Snapshot.Share("not_json", 2)),
                        1,
                        7,
                        1,
                        2));
    }

    @Test
    void aLogThatDoesNotAnswerIsSaidAndMakesNothingNewer() {
        board.put(window(0, 1, 5));
        board.hear(OptionalLong.of(3));
        var before = board.snapshot();

        board.hear(OptionalLong.empty());

        assertThat(before.pipeline()).isEqualTo(new Snapshot.Pipeline(true, 3L, null));
        assertThat(board.snapshot().pipeline()).isEqualTo(new Snapshot.Pipeline(false, 3L, null));
        assertThat(board.snapshot().updatedAt()).isEqualTo(before.updatedAt());
    }

    @Test
    void theMostUrgentAlertsAreFirstAndPendingOnesAreNotShown() {
        board.put(withStatus(alert("over", 60, "s"), Alert.Status.RESOLVED));
        board.put(alert("old", 0, "s"));
        board.put(alert("new", 30, "s"));
        board.put(warning("mild", 80));
        board.put(withStatus(alert("perhaps", 90, "s"), Alert.Status.PENDING));

        assertThat(board.snapshot().alerts())
                .extracting(Alert::fingerprint)
                .containsExactly("new", "old", "mild", "over");
    }

    @Test
    void whatTurnsTheDirectionOfTextIsTakenOut() {
        board.put(window(0, 1, 1, List.of(new Article("https://news.example/a", "a\u202Eb\u2066c\r\nd\u0000", 1))));

        assertThat(board.snapshot().topArticles().get(0).title()).isEqualTo("a b c d ");
    }

    @Test
    void labelsBeyondTheMostFrequentAreCountedTogether() {
        var countries = new HashMap<>(Map.of("other", 5L));
        for (var label = 1; label <= 1_000; label++) {
            countries.put("L" + label, (long) label);
        }
        board.put(byCountry(0, countries));

        var shares = board.snapshot().countries();

        assertThat(shares).hasSize(9);
        assertThat(shares.get(0)).isEqualTo(new Snapshot.Share("L1000", 1_000));
        assertThat(shares.get(8).name()).isEqualTo("other");
        assertThat(shares.stream().mapToLong(Snapshot.Share::views).sum()).isEqualTo(500_505);
    }

    @Test
    void hugeTextIsCutWithoutBreakingACharacter() {
        var title = "x".repeat(198) + "😀".repeat(100_000);
        board.put(window(0, 1, 1, List.of(new Article("https://news.example/" + "u".repeat(5_000), title, 1))));
        board.put(byCountry(10, Map.of("z".repeat(5_000), 1L)));
        board.put(alert("a", 0, "s".repeat(100_000)));

        var snapshot = board.snapshot();

        assertThat(snapshot.topArticles())
                .contains(new Snapshot.Article("", "x".repeat(198) + "…", 1, Snapshot.Trend.STEADY));
        assertThat(Json.write(snapshot)).hasSizeLessThan(3_000);
    }

    @Test
    void alertsAreNewestFirstAndNoMoreThanFifty() {
        for (var number = 0; number < 60; number++) {
            board.put(alert("f" + number, number, "s"));
        }

        var alerts = board.snapshot().alerts();

        assertThat(alerts).hasSize(50);
        assertThat(alerts.get(0).fingerprint()).isEqualTo("f59");
        assertThat(alerts.get(49).fingerprint()).isEqualTo("f10");
    }

    @Test
    void anOldAlertDoesNotPushOutANewerOne() {
        for (var number = 60; number > 0; number--) {
            board.put(alert("f" + number, number, "s"));
        }

        assertThat(board.snapshot().alerts().get(49).fingerprint()).isEqualTo("f11");
    }

    @Test
    void aDeletedAlertDisappears() {
        board.put(alert("a", 0, "one"));
        board.put(alert("b", 0, "two"));

        board.removeAlert("a");

        assertThat(board.snapshot().alerts()).extracting("fingerprint").containsExactly("b");
    }

    @Test
    void aDeletedWindowDisappears() {
        board.put(window(0, 1, 1));
        board.put(window(10, 1, 1));

        board.removeWindow(NOON.plusSeconds(10));

        assertThat(board.snapshot().now()).isEqualTo(NOON.plusSeconds(10));
        assertThat(board.snapshot().viewsLastMinute()).isEqualTo(1);
    }

    @Test
    void aSketchOfAnotherPrecisionIsRefusedAndLeavesTheBoardAsItWas() {
        var sketch = Base64.getEncoder().encodeToString(new byte[1 << 10]);

        assertThatThrownBy(() -> board.put(withSketch(0, sketch, true))).isInstanceOf(IllegalArgumentException.class);

        assertThat(board.snapshot().now()).isNull();
    }
}
