package io.footfall.processor.traffic;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.footfall.events.TrafficWindow.Article;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Page views by article in bounded memory. Articles are kept by name as long as there is room for their URLs and titles;
 * views of all others are one sum. Different titles of one article share a room of their own. A sketch of 512 bytes
 * estimates the number of different articles. Totals of a window always fit into a Kafka record of the default size, even
 * if every character has to be escaped.
 */
final class TopArticles {
    private static final int ROOM = 32_000;
    private static final int TITLES_ROOM = 16_000;
    static final int LONGEST_URL = 1_000;
    /** 2^9 bytes, which gives a standard error of 3.4 %. */
    private static final int PRECISION = 9;

    /** Hashes the hash code of a string, which is cached. Hashing the string would cost more than everything else here. */
    private static final Hasher64 HASHER = Hashing.komihash5_0();

    private static final Comparator<Map.Entry<String, ArticleViews>> MOST_VIEWED =
            Comparator.<Map.Entry<String, ArticleViews>>comparingLong(
                            entry -> entry.getValue().count())
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey());

    private final Map<String, ArticleViews> byArticle = new HashMap<>();
    private final Sketch distinct = new Sketch(PRECISION);
    private long otherViews;
    private int used;
    private int usedByTitles;

    void add(String article, String title) {
        var views = byArticle.get(article);
        if (views == null) {
            distinct.add(HASHER.hashStream().putInt(article.hashCode()).getAsLong());
            if (makeRoom(article)) {
                views = new ArticleViews();
                byArticle.put(article, views);
            }
        }
        if (views == null) {
            otherViews++;
        } else {
            usedByTitles += views.add(ArticleTitle.counted(title), TITLES_ROOM - usedByTitles);
        }
    }

    /** Reserves room for the longest title, because another title may take the place of the first. */
    private boolean makeRoom(String article) {
        var needed = article.length() + ArticleTitle.MAX_LENGTH;
        var fits = article.length() <= LONGEST_URL && used + needed <= ROOM;
        used += fits ? needed : 0;
        return fits;
    }

    /** Adds all views of another partition, without a limit: there is only one merged window in memory. */
    void add(TopArticles other) {
        other.byArticle.forEach((article, views) ->
                byArticle.computeIfAbsent(article, url -> new ArticleViews()).add(views));
        otherViews += other.otherViews;
        distinct.add(other.distinct);
    }

    List<Article> top(int limit) {
        return byArticle.entrySet().stream()
                .sorted(MOST_VIEWED)
                .limit(limit)
                .map(entry -> named(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Article named(String article, ArticleViews views) {
        return new Article(article, ArticleTitle.shown(views.title(), article), views.count());
    }

    long views() {
        return otherViews
                + byArticle.values().stream().mapToLong(ArticleViews::count).sum();
    }

    /** Number of different articles: exact while all of them are kept by name. */
    long distinct() {
        return otherViews == 0 ? byArticle.size() : Math.max(byArticle.size() + 1, distinct.estimate());
    }
}
