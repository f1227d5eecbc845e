package io.footfall.processor.security;

import io.footfall.events.Click;
import io.footfall.events.PageViewWindow;
import io.footfall.events.Window;

/** Totals of a window of page views: page views and other clicks, in and out of the market, and their visitors. */
public final class PageViewTotals {
    private long pageViews;
    private long otherClicks;
    private long outOfMarketPageViews;
    private long outOfMarketOtherClicks;
    private final VisitorSample visitors = new VisitorSample();

    /**
     * Adds one valid click.
     *
     * @param visitor hash that identifies its visitor
     */
    public void add(long visitor, Click click, boolean inMarket) {
        visitors.add(visitor);
        if (click.flagged()) {
            pageViews += inMarket ? 1 : 0;
            outOfMarketPageViews += inMarket ? 0 : 1;
        } else {
            otherClicks += inMarket ? 1 : 0;
            outOfMarketOtherClicks += inMarket ? 0 : 1;
        }
    }

    /** Adds what another partition has counted. */
    public void add(PageViewTotals other) {
        pageViews += other.pageViews;
        otherClicks += other.otherClicks;
        outOfMarketPageViews += other.outOfMarketPageViews;
        outOfMarketOtherClicks += other.outOfMarketOtherClicks;
        visitors.add(other.visitors);
    }

    /** The record that is published. */
    public PageViewWindow window(Window window, boolean isFinal) {
        return new PageViewWindow(
                window,
                true,
                pageViews,
                otherClicks,
                new PageViewWindow.OutOfMarket(outOfMarketPageViews, outOfMarketOtherClicks),
                visitors.visitors(),
                visitors.oneHit(),
                isFinal);
    }
}
