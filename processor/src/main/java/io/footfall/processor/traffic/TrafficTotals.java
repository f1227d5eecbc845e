package io.footfall.processor.traffic;

import io.footfall.events.Click;
import io.footfall.events.TrafficWindow;
import io.footfall.events.Window;
import io.footfall.events.text.BlankText;
import io.footfall.events.text.BrowserLabel;

/** Totals of a traffic window: clicks, page views and visitors of the market. */
public final class TrafficTotals {
    /** Articles in a published window; the dashboard shows ten. */
    private static final int NAMED_ARTICLES = 50;

    private long clicks;
    private long views;
    private long lateClicks;
    private long otherSiteViews;
    private long bots;
    private final DistinctVisitors visitors = new DistinctVisitors();
    private final TopArticles articles = new TopArticles();
    private final BoundedCounts countries = new BoundedCounts();
    private final BoundedCounts platforms = new BoundedCounts();
    private final BoundedCounts operatingSystems = new BoundedCounts();
    private final BoundedCounts browsers = new BoundedCounts();

    /**
     * Adds one cleaned click of a person.
     *
     * @param visitor hash that identifies its visitor
     * @param shown the address under which its article is listed, if it is
     */
    public void add(long visitor, Click click, ShownArticles shown) {
        clicks++;
        visitors.add(visitor);
        if (click.flagged()) {
            views++;
            addView(click, shown.shown(click.article()).orElse(null));
            countries.add(click.visitorCountry(), 1);
            platforms.add(BlankText.orElse(click.visitorPlatform(), BrowserLabel.UNKNOWN), 1);
            operatingSystems.add(BlankText.orElse(click.visitorOs(), BrowserLabel.UNKNOWN), 1);
            browsers.add(BrowserLabel.of(click.visitorBrowser()), 1);
        }
    }

    private void addView(Click click, String shownArticle) {
        if (shownArticle == null) {
            otherSiteViews++;
        } else {
            articles.add(shownArticle, click.articleTitle());
        }
    }

    /** Adds one cleaned click of a bot, which is counted in no other number. */
    public void addBot() {
        bots++;
    }

    /** Adds a click whose own window has closed. */
    public void addLate() {
        lateClicks++;
    }

    /** Adds what another partition has counted. */
    public void add(TrafficTotals other) {
        clicks += other.clicks;
        views += other.views;
        lateClicks += other.lateClicks;
        bots += other.bots;
        otherSiteViews += other.otherSiteViews;
        visitors.add(other.visitors);
        articles.add(other.articles);
        countries.add(other.countries);
        platforms.add(other.platforms);
        operatingSystems.add(other.operatingSystems);
        browsers.add(other.browsers);
    }

    /** The record that is published. */
    public TrafficWindow window(Window window, boolean isFinal) {
        var named = articles.top(NAMED_ARTICLES);
        var namedViews = named.stream().mapToLong(TrafficWindow.Article::views).sum();
        return new TrafficWindow(
                window,
                clicks,
                views,
                visitors.estimate(),
                visitors.encoded(),
                named,
                articles.views() + otherSiteViews - namedViews,
                articles.distinct(),
                countries.byLabel(),
                platforms.byLabel(),
                operatingSystems.byLabel(),
                browsers.byLabel(),
                lateClicks,
                bots,
                otherSiteViews,
                isFinal);
    }
}
