package io.footfall.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * Totals of the market's clicks in a 10 s window, over all partitions. The newest record of a window
 * replaces the older ones; {@code final} marks the last. Breakdowns count views; what they do not
 * list by name is under {@link #OTHER}.
 *
 * @param window the window
 * @param clicks all cleaned clicks of people
 * @param views page views among them
 * @param visitors distinct visitors, an estimate within 2 %
 * @param visitorSketch Base64 of the UltraLogLog state (hash4j, precision 11) behind {@code visitors}; sketches of several
 *     windows can be merged, numbers of visitors cannot be added
 * @param articles the most viewed, most views first
 * @param otherArticleViews views of all other articles, also those of other sites
 * @param distinctArticles how many articles were viewed: exact while all of them can be kept by name, beyond that an
 *     estimate with a standard error of 3.4 %; 0 in older records
 * @param countries views by country
 * @param platforms views by platform
 * @param operatingSystems views by operating system
 * @param browsers views by browser
 * @param lateClicks cleaned clicks that were too late for their own window; they are counted in the window that was
 *     open when they arrived
 * @param bots cleaned clicks of bots, which are in none of the other numbers except {@code lateClicks}; 0 in older
 *     records, which counted them as people's
 * @param otherSiteViews views of articles of other sites, which are not listed by name; not written if it is 0
 * @param isFinal whether event time has passed the window and its grace
 */
public record TrafficWindow(
        Window window,
        long clicks,
        long views,
        long visitors,
        String visitorSketch,
        List<Article> articles,
        long otherArticleViews,
        long distinctArticles,
        Map<String, Long> countries,
        Map<String, Long> platforms,
        Map<String, Long> operatingSystems,
        Map<String, Long> browsers,
        long lateClicks,
        long bots,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long otherSiteViews,
        @JsonProperty("final") boolean isFinal) {
    /** Label of everything that is not listed by name. */
    public static final String OTHER = "other";

    /** Views of one article; URL and title are untrusted text. */
    public record Article(String article, String title, long views) {}
}
