package io.footfall.processor.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.influxdb.client.write.Point;
import io.footfall.events.Click;
import io.footfall.events.ClickCounts;
import io.footfall.events.Json;
import io.footfall.events.PageViewWindow;
import io.footfall.events.TrafficWindow;
import io.footfall.events.Window;
import io.footfall.processor.Clicks;
import java.util.HashSet;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointsTest {
    @Test
    void aClickIsOnePointWithTwoTagsAndTheOtherFields() {
        var line = Points.click(Clicks.click(345, "BE", 4, "https://news.example/a b"), 1_515_844_800_345_081_000L)
                .toLineProtocol();

        assertThat(line)
                .isEqualTo("clicks,visitor_browser=safari,visitor_country=BE article=\"https://news.example/a b\","
                        + "article_title=\"One\",visitor_os=\"ios\",visitor_page_height=40i,visitor_page_timer=4i,"
                        + "visitor_platform=\"mobile\" 1515844800345081000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u200B"})
    void aTagIsNeverEmpty(String blank) {
        var click = new Click(blank, 0, blank, "BE", 0, blank, "https://news.example/", 0, blank);

        assertThat(Points.click(click, 1).toLineProtocol())
                .startsWith("clicks,visitor_browser=unknown,visitor_country=BE ");
    }

    @Test
    void aTrafficWindowIsOnePointWithAllItsNumbers() {
        assertThat(Points.traffic(window(false, 1)).toLineProtocol())
                .isEqualTo("traffic bots=7i,clicks=5i,distinct_articles=4i,final=false,late_clicks=6i,"
                        + "other_article_views=2i,other_site_views=0i,views=3i,visitors=8i 1515844800000000000");
    }

    @Test
    void articlesOfAFinalWindowDifferByRank() {
        var lines = Points.articles(window(true, 12)).stream().map(Point::toLineProtocol);

        assertThat(lines)
                .hasSize(10)
                .startsWith("articles,rank=01 article=\"https://news.example/0\",title=\"a\uFFFDb\",views=100i"
                        + " 1515844800000000000")
                .last()
                .asString()
                .startsWith("articles,rank=10 article=\"https://news.example/9\"");
    }

    @Test
    void aWindowThatMayStillChangeHasNoArticles() {
        assertThat(Points.articles(window(false, 3))).isEmpty();
        assertThat(Points.countries(window(false, 3))).isEmpty();
        assertThat(Points.browsers(window(false, 3))).isEmpty();
    }

    @Test
    void aPageViewWindowIsOnePoint() {
        var window = new PageViewWindow(
                Window.starting(Clicks.NOON.toEpochMilli(), Window.FLAGGED),
                true,
                521,
                515,
                new PageViewWindow.OutOfMarket(67, 104),
                640,
                31,
                true);

        assertThat(Points.pageViews(window).toLineProtocol())
                .isEqualTo("flagged count=521i,final=true,one_hit_visitors=31i,out_of_market_count=67i,"
                        + "out_of_market_unflagged_count=104i,unflagged_count=515i,visitors=640i 1515844800000000000");
    }

    @Test
    void clickCountsAreOnePointAPartitionAndMinute() {
        var counts = new ClickCounts(
                Clicks.NOON.plusSeconds(59), 0, 12, 7, 2, Map.of("not_json", 2L, "not_object", 1L), 1, 3, 1, 1);
        var none = new ClickCounts(Clicks.NOON.plusSeconds(59), 1, 0, 0, 0, Map.of(), 0, 0, 0, 0);

        assertThat(Points.clickCounts(counts).toLineProtocol())
                .isEqualTo(
                        "accounting,partition=0 cleaned=7i,expired=1i,in_flight=2i,late=1i,not_stored=1i,out_of_market=2i,read=12i,"
                                + "rejected=3i,stored=3i 1515844800000000000");
        assertThat(Points.clickCounts(none).toLineProtocol())
                .isEqualTo(
                        "accounting,partition=1 cleaned=0i,expired=0i,in_flight=0i,late=0i,not_stored=0i,out_of_market=0i,read=0i,"
                                + "rejected=0i,stored=0i 1515844800000000000");
    }

    @Test
    void viewsOfAFinalWindowAreOnePointForEachCountryAndBrowser() {
        assertThat(Points.countries(window(true, 1)).map(Point::toLineProtocol))
                .containsExactlyInAnyOrder(
                        "countries,visitor_country=BE views=2i 1515844800000000000",
                        "countries,visitor_country=NL views=1i 1515844800000000000");
        assertThat(Points.browsers(window(true, 1)).map(Point::toLineProtocol))
                .containsExactly("browsers,visitor_browser=safari views=3i 1515844800000000000");
        assertThat(TotalsChannel.trafficPoints(Json.write(window(true, 2)))).hasSize(1 + 2 + 2 + 1);
        assertThat(TotalsChannel.trafficPoints(Json.write(window(false, 2)))).hasSize(1);
    }

    private static TrafficWindow window(boolean isFinal, int articles) {
        var named = IntStream.range(0, articles)
                .mapToObj(i -> new TrafficWindow.Article("https://news.example/" + i, "a\nb", 100 - i))
                .toList();
        return new TrafficWindow(
                Window.starting(Clicks.NOON.toEpochMilli(), Window.TRAFFIC),
                5,
                3,
                8,
                "AAAA",
                named,
                2,
                4,
                Map.of("BE", 2L, "NL", 1L),
                Map.of(),
                Map.of(),
                Map.of("safari", 3L),
                6,
                7,
                0,
                isFinal);
    }

    @Test
    void charactersThatInfluxDbRefusesAreReplaced() {
        var click = new Click("mobile", 0, "a\u0000b\nc", "BE", 0, "ios", "https://news.example/", 0, "b\n\\");

        assertThat(Points.click(click, 0).toLineProtocol())
                .startsWith("clicks,visitor_browser=other,visitor_country=BE ")
                .contains("article_title=\"a\uFFFDb\uFFFDc\"", "visitor_browser_text=\"b\uFFFD\\\\\"");
    }

    @Test
    void inventedBrowsersAreOneSeriesAndStayInAField() {
        var series = new HashSet<String>();
        for (var number = 0; number < 20_000; number++) {
            var click = new Click("mobile", 0, "A", "BE", 0, "ios", "https://news.example/", 0, "browser " + number);
            var line = Points.click(click, number).toLineProtocol();
            series.add(line.substring(0, line.indexOf(' ')));
            assertThat(line).contains("visitor_browser_text=\"browser " + number + "\"");
        }

        assertThat(series).containsExactly("clicks,visitor_browser=other,visitor_country=BE");
    }
}
