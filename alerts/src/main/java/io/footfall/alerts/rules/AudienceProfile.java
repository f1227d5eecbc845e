package io.footfall.alerts.rules;

import io.footfall.events.text.SingleLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Who is behind a rush of clicks, and whether they look like a crowd or an attack. A crowd is many people who read one
 * article with all sorts of browsers. An attack is few visitors, or visitors that are all alike, or visitors that view
 * a single page.
 *
 * @param pageViews of all visitors
 * @param visitors distinct ones; 0 if unknown
 * @param oneHitVisitors those of them with a single click
 * @param marketViews page views of people of the market; the fields below describe only these
 * @param topBrowserShare share of the most frequent browser, 0 to 1
 * @param topArticleShare share of the most viewed article, 0 to 1
 * @param topArticle the most viewed article
 */
record AudienceProfile(
        long pageViews,
        long visitors,
        long oneHitVisitors,
        long marketViews,
        double topBrowserShare,
        double topArticleShare,
        String topArticle) {
    /** People cannot view more pages in 30 s. */
    private static final double MAX_VIEWS_PER_VISITOR = 5;

    private static final double SAME_BROWSER_SHARE = 0.9;
    private static final double ONE_HIT_SHARE = 0.95;
    private static final double FLASH_CROWD_SHARE = 0.5;
    /** Low, because traffic windows arrive a second or two after the windows of page views. */
    private static final double MIN_MARKET_SHARE = 0.2;

    private static final int MAX_URL = 120;

    /**
     * Whether the visitors look like an attack.
     *
     * @param lasting whether it has lasted so long that people would have clicked again
     */
    boolean isAttack(boolean lasting) {
        return (visitors > 0 && pageViews > MAX_VIEWS_PER_VISITOR * visitors)
                || (visitors > 0 && lasting && oneHitVisitors > ONE_HIT_SHARE * visitors)
                || ((lasting || marketViews > 0) && marketViews < MIN_MARKET_SHARE * pageViews)
                || topBrowserShare > SAME_BROWSER_SHARE;
    }

    String description(boolean lasting) {
        if (isAttack(lasting)) {
            return "it looks like an attack";
        }
        return topArticleShare > FLASH_CROWD_SHARE
                ? "it looks like a flash crowd on " + SingleLine.of(topArticle, MAX_URL)
                : "it looks like a flash crowd";
    }

    List<String> evidence() {
        var lines = new ArrayList<String>();
        lines.add("%d visitors viewed %d pages, %s of them with a single click"
                .formatted(visitors, pageViews, percent(oneHitVisitors, visitors)));
        lines.add("%d of these page views are from people of the market".formatted(marketViews));
        if (marketViews > 0) {
            lines.add("%s of those used the same browser".formatted(percent(topBrowserShare)));
            lines.add("%s viewed %s".formatted(percent(topArticleShare), SingleLine.of(topArticle, MAX_URL)));
        }
        return lines;
    }

    static String percent(long part, long whole) {
        return percent(whole == 0 ? 0 : Math.min(1, (double) part / whole));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
