package io.footfall.alerts.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is known of those who make a sudden rush: crowd or attack? A crowd are many people who read
 * one article with all sorts of browsers; an attack are few, or all alike, or look at one page and are gone.
 *
 * @param opened page openings, of everybody
 * @param visitors distinct visitors, of everybody; 0 if nobody knows
 * @param oneHit those of them with a single click
 * @param views page openings of the market's people, for which alone the following are known
 * @param topBrowser share of the most frequent browser among them, 0 to 1
 * @param topArticle share of the most viewed article among them, 0 to 1
 * @param article which that is
 */
record Crowd(
        long opened, long visitors, long oneHit, long views, double topBrowser, double topArticle, String article) {
    /** More page openings a visitor than people can make in half a minute. */
    private static final double MOST_OPENED = 5;

    private static final double ALL_ALIKE = 0.9;
    private static final double ALL_GONE = 0.95;
    private static final double MOSTLY = 0.5;
    /** Traffic windows come a second or two later than those of page openings. */
    private static final double HARDLY = 0.2;

    private static final int LONGEST_URL = 120;

    /**
     * Whether it looks like one.
     *
     * @param lasting whether it goes on for long enough that people would have clicked once more
     */
    boolean isAttack(boolean lasting) {
        return (visitors > 0 && opened > MOST_OPENED * visitors)
                || (visitors > 0 && lasting && oneHit > ALL_GONE * visitors)
                || ((lasting || views > 0) && views < HARDLY * opened)
                || topBrowser > ALL_ALIKE;
    }

    String inWords(boolean lasting) {
        if (isAttack(lasting)) {
            return "it looks like an attack";
        }
        return topArticle > MOSTLY
                ? "it looks like a flash crowd on " + PlainLine.of(article, LONGEST_URL)
                : "it looks like a flash crowd";
    }

    List<String> evidence() {
        var lines = new ArrayList<String>();
        lines.add("%d visitors opened %d pages, %s of them came for a single click"
                .formatted(visitors, opened, percent(oneHit, visitors)));
        lines.add("people of the market opened %d of these pages".formatted(views));
        if (views > 0) {
            lines.add("%s of those used the same browser".formatted(percent(topBrowser)));
            lines.add("%s opened %s".formatted(percent(topArticle), PlainLine.of(article, LONGEST_URL)));
        }
        return lines;
    }

    static String percent(long part, long all) {
        return percent(all == 0 ? 0 : Math.min(1, (double) part / all));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
