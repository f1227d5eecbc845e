package io.footfall.dashboard.state;

import io.footfall.events.TrafficWindow.Article;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * The title of each article over several windows: that of most recent views, so that neither one reader of the newest
 * window chooses it, nor an old headline stays for long. Articles without recent views keep their last title.
 */
final class ArticleTitles {
    private static final Comparator<Map.Entry<String, Long>> MOST_VIEWED = Map.Entry.<String, Long>comparingByValue()
            .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder()));

    private final Map<String, String> last = new HashMap<>();
    private final Map<String, Map<String, Long>> recent = new HashMap<>();

    /** Adds an article of a window; the windows must be in order, oldest first. */
    void add(Article article, boolean isRecent) {
        last.put(article.article(), article.title());
        if (isRecent) {
            recent.computeIfAbsent(article.article(), url -> new HashMap<>())
                    .merge(article.title(), article.views(), Long::sum);
        }
    }

    String of(String article) {
        return recent.getOrDefault(article, Map.of()).entrySet().stream()
                .max(MOST_VIEWED)
                .map(Map.Entry::getKey)
                .orElseGet(() -> last.get(article));
    }
}
