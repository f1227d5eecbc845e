package io.footfall.processor.security;

import io.footfall.events.Click;
import io.footfall.events.PageViewWindow;
import io.footfall.events.Window;

/** Counts page openings against other clicks, in the market and out of it, and who makes them. */
public final class FlaggedTotals {
    private long flagged;
    private long unflagged;
    private long outOfMarketFlagged;
    private long outOfMarketUnflagged;
    private final VisitorSample visitors = new VisitorSample();

    /**
     * Adds one clean click.
     *
     * @param visitor a number that tells its visitor apart
     */
    public void add(long visitor, Click click, boolean inMarket) {
        visitors.add(visitor);
        if (click.flagged()) {
            flagged += inMarket ? 1 : 0;
            outOfMarketFlagged += inMarket ? 0 : 1;
        } else {
            unflagged += inMarket ? 1 : 0;
            outOfMarketUnflagged += inMarket ? 0 : 1;
        }
    }

    /** Adds what another partition has counted. */
    public void add(FlaggedTotals other) {
        flagged += other.flagged;
        unflagged += other.unflagged;
        outOfMarketFlagged += other.outOfMarketFlagged;
        outOfMarketUnflagged += other.outOfMarketUnflagged;
        visitors.add(other.visitors);
    }

    /** The totals as the topic carries them. */
    public PageViewWindow of(Window window, boolean isFinal) {
        return new PageViewWindow(
                window,
                true,
                flagged,
                unflagged,
                new PageViewWindow.OutOfMarket(outOfMarketFlagged, outOfMarketUnflagged),
                visitors.visitors(),
                visitors.oneHit(),
                isFinal);
    }
}
