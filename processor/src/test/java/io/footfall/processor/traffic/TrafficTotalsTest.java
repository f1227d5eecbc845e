package io.footfall.processor.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import com.dynatrace.hash4j.hashing.Hashing;
import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.footfall.events.Click;
import io.footfall.events.Json;
import io.footfall.events.TrafficWindow;
import io.footfall.events.TrafficWindow.Article;
import io.footfall.events.Window;
import io.footfall.events.text.UnicodeText;
import io.footfall.processor.Clicks;
import io.footfall.processor.state.StateJson;
import io.footfall.processor.windows.VisitorHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficTotalsTest {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().setVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY);
    private static final ShownArticles EVERY_SITE = new ShownArticles(List.of(), false);
    private static final Window WINDOW = Window.starting(0, Duration.ofSeconds(10));

    @Test
    void totalsFitIntoARecordWhateverVisitorsSend() throws JsonProcessingException {
        var totals = new TrafficTotals();
        for (int i = 0; i < 20_000; i++) {
            var hostile = "\u0001".repeat(40) + i;
            add(
                    totals,
                    null,
                    new Click(
                            hostile, i, "\u0001".repeat(300), "BE", 0, hostile, "\u0001".repeat(900) + i, 0, hostile));
        }

        assertThat(Json.write(totals.window(WINDOW, true)).length).isLessThan(1_000_000);
        assertThat(saved(totals).length).isLessThan(1_000_000);
    }

    @Test
    void aMillionArticlesTakeNoMoreMemoryThanHundreds() {
        var totals = new TrafficTotals();
        for (int i = 0; i < 1_000_000; i++) {
            add(totals, null, Clicks.click(0, "BE", 0, "https://news.example/" + i));
        }

        var window = totals.window(WINDOW, true);
        assertThat(window.articles()).hasSize(50);
        assertThat(window.views()).isEqualTo(1_000_000);
        assertThat(window.otherArticleViews()).isEqualTo(999_950);
        assertThat(window.distinctArticles()).isCloseTo(1_000_000, within(1_000_000L * 12 / 100));
    }

    @Test
    void distinctArticlesAreExactWhileAllAreKeptByName() {
        var one = new TrafficTotals();
        var other = new TrafficTotals();
        for (int i = 0; i < 200; i++) {
            add(one, null, Clicks.click(0, "BE", 0, "https://news.example/" + i));
            add(other, null, Clicks.click(0, "BE", 0, "https://news.example/" + (i + 100)));
        }
        one.add(other);

        assertThat(one.window(WINDOW, true).distinctArticles()).isEqualTo(300);
    }

    @Test
    void aWindowWithFewVisitorsIsSavedInLittleRoomAndRestored() throws JsonProcessingException {
        var totals = new TrafficTotals();
        for (int i = 0; i < 5; i++) {
            add(totals, ("visitor-" + i).getBytes(UTF_8), Clicks.pageView(i));
        }

        assertThat(saved(totals).length).isLessThan(1_000);
        assertThat(restored(saved(totals)).window(WINDOW, true)).isEqualTo(totals.window(WINDOW, true));
    }

    @Test
    void totalsOfAnOlderVersionAreRestored() throws JsonProcessingException {
        var sketch = UltraLogLog.create(11)
                .add(Hashing.komihash5_0().hashCharsToLong("one"))
                .add(Hashing.komihash5_0().hashCharsToLong("other"));
        var older = "{\"clicks\":2,\"visitors\":{\"sketch\":\"%s\"}}"
                .formatted(Base64.getEncoder().encodeToString(sketch.getState()));

        assertThat(restored(older.getBytes(UTF_8)).window(WINDOW, true))
                .returns(2L, TrafficWindow::clicks)
                .returns(2L, TrafficWindow::visitors)
                .returns(0L, TrafficWindow::distinctArticles);
    }

    /** As the stores and the topic of partial totals hold them: field by field. */
    private static byte[] saved(TrafficTotals totals) throws JsonProcessingException {
        return MAPPER.writeValueAsBytes(totals);
    }

    private static TrafficTotals restored(byte[] saved) {
        try {
            return MAPPER.readValue(saved, TrafficTotals.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aLongUrlIsCountedButNotKept() {
        var totals = new TrafficTotals();
        add(totals, null, Clicks.click(0, "BE", 0, "https://news.example/" + "x".repeat(60_000)));

        assertThat(totals.window(WINDOW, true))
                .returns(1L, TrafficWindow::otherArticleViews)
                .matches(window -> window.articles().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"98, 100", "99, 99", "100, 100"})
    void aLongTitleIsNeverCutWithinAnEmoji(int letters, int kept) {
        var totals = new TrafficTotals();
        var title = "a".repeat(letters) + "\uD83D\uDE00\uD83D\uDE00";
        add(totals, null, new Click("mobile", 0, title, "BE", 0, "ios", "https://news.example/", 0, "safari"));

        assertThat(totals.window(WINDOW, true).articles())
                .singleElement()
                .satisfies(article -> assertThat(article.title()).hasSize(kept).matches(UnicodeText::isWellFormed));
    }

    @Test
    void visitorsOfSeveralPartitionsAreCountedOnce() {
        var one = new TrafficTotals();
        var other = new TrafficTotals();
        for (int i = 0; i < 10_000; i++) {
            add(one, ("visitor-" + i).getBytes(UTF_8), Clicks.pageView(0));
            add(other, ("visitor-" + (i + 5_000)).getBytes(UTF_8), Clicks.pageView(0));
        }
        one.add(other);

        assertThat(one.window(WINDOW, true).visitors()).isCloseTo(15_000, within(15_000L * 6 / 100));
    }

    @Test
    void aFewVisitorsAreCountedToWithinOne() {
        var totals = new TrafficTotals();
        for (int i = 0; i < 50; i++) {
            add(totals, ("visitor-" + i % 25).getBytes(UTF_8), Clicks.pageView(i));
        }

        assertThat(totals.window(WINDOW, true).visitors()).isCloseTo(25, within(1L));
    }

    @Test
    void labelsBeyondTheLimitAreCountedAsOther() {
        var counts = new BoundedCounts();
        for (int i = 0; i < 100_000; i++) {
            counts.add("browser-" + i, 1);
        }

        assertThat(counts.byLabel()).hasSize(65).containsEntry("other", 99_936L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\u200B", "\u202E\uFEFF"})
    void aBlankLabelIsUnknown(String blank) {
        var totals = new TrafficTotals();
        add(totals, null, new Click(blank, 0, "A", "BE", 0, blank, "https://news.example/", 0, blank));

        var window = totals.window(WINDOW, true);
        assertThat(List.of(window.platforms(), window.operatingSystems(), window.browsers()))
                .allSatisfy(labels -> assertThat(labels).containsOnly(Map.entry("unknown", 1L)));
    }

    @Test
    void articlesOfOtherSitesAreCountedButNotListed() {
        var totals = new TrafficTotals();
        var news = new ShownArticles(List.of("https://news.example"), true);
        for (int i = 0; i < 300; i++) {
            totals.add(i, Clicks.click(0, "BE", 0, "https://cheap-pills.example/buy"), news);
        }
        totals.add(0, Clicks.pageView(0), news);
        var other = new TrafficTotals();
        other.add(0, Clicks.click(0, "BE", 0, "//cheap-pills.example/" + "x".repeat(2_000)), news);
        totals.add(restored(StateJson.write(other)));

        assertThat(totals.window(WINDOW, true))
                .returns(302L, TrafficWindow::views)
                .returns(301L, TrafficWindow::otherSiteViews)
                .returns(301L, TrafficWindow::otherArticleViews)
                .returns(1L, TrafficWindow::distinctArticles)
                .returns(List.of(new Article("https://news.example/one", "One", 1)), TrafficWindow::articles);
    }

    @Test
    void aWindowWithoutViewsOfOtherSitesIsWrittenWithoutThem() {
        assertThat(new String(Json.write(new TrafficTotals().window(WINDOW, true)), UTF_8))
                .doesNotContain("other_site_views");
    }

    @Test
    void spellingsOfOneAddressAreOneRow() {
        var totals = new TrafficTotals();
        var canonical = new ShownArticles(List.of(), true);
        for (var spelling :
                List.of("https://news.example/a", "https://news.example/a/", "https://WWW.news.example/a")) {
            totals.add(0, Clicks.click(0, "BE", 0, spelling), canonical);
        }

        assertThat(totals.window(WINDOW, true))
                .returns(List.of(new Article("https://news.example/a", "One", 3)), TrafficWindow::articles)
                .returns(1L, TrafficWindow::distinctArticles);
    }

    @ParameterizedTest
    @ValueSource(strings = {"desktop", "tablet", "ios", "Windows"})
    void labelsThatAreInventedFirstDoNotTakeThePlaceOfKnownOnes(String known) {
        var partition = new BoundedCounts();
        var merged = new BoundedCounts();
        for (int i = 0; i < 100; i++) {
            partition.add("a-" + i, 1);
            merged.add("b-" + i, 1);
        }
        partition.add(known, 3);
        merged.add(partition);
        merged.add(known, 4);

        assertThat(partition.byLabel()).containsEntry(known, 3L).hasSize(66);
        assertThat(merged.byLabel()).containsEntry(known, 7L).hasSize(66);
    }

    @Test
    void platformsAndSystemsThatAreInventedFirstLeaveThoseOfReaders() {
        var totals = new TrafficTotals();
        for (int i = 0; i < 100; i++) {
            add(totals, null, new Click("p" + i, 0, "A", "BE", 0, "os" + i, "https://news.example/", 0, "safari"));
        }
        add(totals, null, browsedWith("safari"));

        assertThat(totals.window(WINDOW, true).platforms()).containsEntry("mobile", 1L);
        assertThat(totals.window(WINDOW, true).operatingSystems()).containsEntry("ios", 1L);
    }

    @Test
    void inventedBrowsersLeaveTheLabelsOfOthersAlone() {
        var totals = new TrafficTotals();
        for (int i = 0; i < 1_000; i++) {
            add(totals, null, browsedWith("browser-" + i));
        }
        add(totals, null, browsedWith("safari"));

        assertThat(totals.window(WINDOW, true).browsers())
                .containsOnly(Map.entry("other", 1_000L), Map.entry("safari", 1L));
    }

    private static Click browsedWith(String browser) {
        return new Click("mobile", 0, "A", "BE", 0, "ios", "https://news.example/", 0, browser);
    }

    private static void add(TrafficTotals totals, byte[] visitorId, Click click) {
        totals.add(VisitorHash.of(visitorId, click), click, EVERY_SITE);
    }
}
