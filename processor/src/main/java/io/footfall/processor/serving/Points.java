package io.footfall.processor.serving;

import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.Point;
import io.footfall.events.Click;
import io.footfall.events.ClickCounts;
import io.footfall.events.ClickJson;
import io.footfall.events.PageViewWindow;
import io.footfall.events.TrafficWindow;
import io.footfall.events.text.BrowserLabel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Creates the points of clicks, windows and counts. Each has one identity, so that writing it again changes nothing. */
final class Points {
    private static final long NANOS_PER_MILLI = 1_000_000;
    /** Articles of a window that are stored by rank. */
    private static final int RANKS = 10;

    private static final String VISITOR_BROWSER_TEXT = ClickJson.VISITOR_BROWSER + "_text";
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f-\\x9f]");

    private Points() {}

    /**
     * The point of a click. Tags have few values, whatever visitors send; a browser that is not its own label is in a
     * field.
     *
     * @param time see {@link PointIdentity}
     */
    static Point click(Click click, long time) {
        var browser = BrowserLabel.of(click.visitorBrowser());
        var point = Point.measurement("clicks")
                .addTag(ClickJson.VISITOR_BROWSER, browser)
                .addTag(ClickJson.VISITOR_COUNTRY, click.visitorCountry())
                .addField(ClickJson.VISITOR_PLATFORM, text(click.visitorPlatform()))
                .addField(ClickJson.VISITOR_OS, text(click.visitorOs()))
                .addField(ClickJson.ARTICLE, text(click.article()))
                .addField(ClickJson.ARTICLE_TITLE, text(click.articleTitle()))
                .addField(ClickJson.VISITOR_PAGE_TIMER, click.visitorPageTimer())
                .addField(ClickJson.VISITOR_PAGE_HEIGHT, click.visitorPageHeight())
                .time(time, WritePrecision.NS);
        return browser.equals(click.visitorBrowser())
                ? point
                : point.addField(VISITOR_BROWSER_TEXT, text(click.visitorBrowser()));
    }

    /** InfluxDB refuses control characters, or reads them as the end of the line. */
    private static String text(String value) {
        return value.chars().anyMatch(Character::isISOControl)
                ? CONTROL.matcher(value).replaceAll("\uFFFD")
                : value;
    }

    /** The point of a traffic window; a newer one of the same window replaces it field by field. */
    static Point traffic(TrafficWindow window) {
        return at(window.window().start(), "traffic")
                .addField("clicks", window.clicks())
                .addField("views", window.views())
                .addField("visitors", window.visitors())
                .addField("distinct_articles", window.distinctArticles())
                .addField("other_article_views", window.otherArticleViews())
                .addField("late_clicks", window.lateClicks())
                .addField("bots", window.bots())
                .addField("other_site_views", window.otherSiteViews())
                .addField("final", window.isFinal());
    }

    /**
     * The most viewed articles of a final window, one point each. The tag is the rank and not the URL: tags that visitors
     * choose would grow without bound. A window that may still change has none: if its list became shorter, points of the
     * longer one would stay.
     */
    static List<Point> articles(TrafficWindow window) {
        if (!window.isFinal()) {
            return List.of();
        }
        return IntStream.range(0, Math.min(RANKS, window.articles().size()))
                .mapToObj(i -> article(window, i))
                .toList();
    }

    /** Views of a final window by country, one point each: countries of the market only. */
    static Stream<Point> countries(TrafficWindow window) {
        return breakdown(window, "countries", ClickJson.VISITOR_COUNTRY, window.countries());
    }

    /** Views of a final window by browser, one point each: browsers that are not known are under one label. */
    static Stream<Point> browsers(TrafficWindow window) {
        return breakdown(window, "browsers", ClickJson.VISITOR_BROWSER, window.browsers());
    }

    private static Stream<Point> breakdown(
            TrafficWindow window, String measurement, String tag, Map<String, Long> views) {
        return !window.isFinal()
                ? Stream.empty()
                : views.entrySet().stream().map(label -> at(window.window().start(), measurement)
                        .addTag(tag, label.getKey())
                        .addField("views", label.getValue()));
    }

    private static Point article(TrafficWindow window, int index) {
        var article = window.articles().get(index);
        return at(window.window().start(), "articles")
                .addTag("rank", "%02d".formatted(index + 1))
                .addField("article", text(article.article()))
                .addField("title", text(article.title()))
                .addField("views", article.views());
    }

    /** The point of a page view window. */
    static Point pageViews(PageViewWindow window) {
        return at(window.window().start(), "flagged")
                .addField("count", window.count())
                .addField("unflagged_count", window.unflaggedCount())
                .addField("out_of_market_count", window.outOfMarket().count())
                .addField("out_of_market_unflagged_count", window.outOfMarket().unflaggedCount())
                .addField("visitors", window.visitors())
                .addField("one_hit_visitors", window.oneHitVisitors())
                .addField("final", window.isFinal());
    }

    /** The point of a partition and minute; the newest counts of a minute replace the older ones. */
    static Point clickCounts(ClickCounts counts) {
        return at(counts.time().truncatedTo(ChronoUnit.MINUTES), "accounting")
                .addTag("partition", Integer.toString(counts.partition()))
                .addField("read", counts.read())
                .addField("cleaned", counts.cleaned())
                .addField("out_of_market", counts.outOfMarket())
                .addField(
                        "rejected",
                        counts.rejected().values().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                .addField("late", counts.late())
                .addField("stored", counts.stored())
                .addField("not_stored", counts.notStored())
                .addField("expired", counts.expired())
                .addField("in_flight", counts.inFlight());
    }

    private static Point at(Instant time, String measurement) {
        return Point.measurement(measurement).time(time.toEpochMilli() * NANOS_PER_MILLI, WritePrecision.NS);
    }
}
