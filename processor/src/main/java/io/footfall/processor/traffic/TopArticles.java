package io.footfall.processor.traffic;

import io.footfall.events.TrafficWindow.Article;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Views by article in bounded memory: at most {@code LIMIT} articles a partition and window by
 * name, the rest, and all with an overlong URL, as one sum.
 */
final class TopArticles {
    private static final int LIMIT = 1_000;
    private static final int LONGEST_URL = 1_000;
    private static final int LONGEST_TITLE = 200;
    private static final Comparator<Article> MOST_VIEWED =
            Comparator.comparingLong(Article::views).reversed().thenComparing(Article::article);

    private final Map<String, Views> byArticle = new HashMap<>();
    private long otherViews;

    void add(String article, String title) {
        if (byArticle.containsKey(article) || (byArticle.size() < LIMIT && article.length() <= LONGEST_URL)) {
            byArticle.computeIfAbsent(article, url -> new Views()).add(1, shorten(title));
        } else {
            otherViews++;
        }
    }

    /** Adds another partition's views; there are no more than partitions times {@code LIMIT}. */
    void add(TopArticles other) {
        other.byArticle.forEach((article, views) ->
                byArticle.computeIfAbsent(article, url -> new Views()).add(views.count, views.title));
        otherViews += other.otherViews;
    }

    List<Article> top(int limit) {
        return byArticle.entrySet().stream()
                .map(entry -> new Article(entry.getKey(), entry.getValue().title, entry.getValue().count))
                .sorted(MOST_VIEWED)
                .limit(limit)
                .toList();
    }

    long views() {
        return otherViews
                + byArticle.values().stream().mapToLong(views -> views.count).sum();
    }

    private static String shorten(String title) {
        return title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE);
    }

    private static final class Views {
        private long count;
        private String title = "";

        /** Of several titles the first in the alphabet, so that the order of arrival does not matter. */
        void add(long more, String candidate) {
            count += more;
            if (title.isEmpty() || (!candidate.isEmpty() && candidate.compareTo(title) < 0)) {
                title = candidate;
            }
        }
    }
}
