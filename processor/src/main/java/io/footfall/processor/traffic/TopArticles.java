package io.footfall.processor.traffic;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.footfall.events.TrafficWindow.Article;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Views by article in bounded memory: as many articles a partition and window by name as there is
 * room for their URLs and titles, the rest, and all with an overlong URL, as one sum, and how many
 * different ones there were in a sketch of 512 bytes. The room is
 * such that the totals of a window always fit in a record of Kafka's default size, even if every
 * character has to be escaped.
 */
final class TopArticles {
    private static final int ROOM = 32_000;
    private static final int LONGEST_URL = 1_000;
    private static final int LONGEST_TITLE = 100;
    /** 2^9 bytes: a standard error of 3.4 %. */
    private static final int PRECISION = 9;

    /** Spreads a text's own hash, which is at hand: hashing the text once more costs more than all else here. */
    private static final Hasher64 HASHER = Hashing.komihash5_0();

    private static final Comparator<Article> MOST_VIEWED =
            Comparator.comparingLong(Article::views).reversed().thenComparing(Article::article);

    private final Map<String, Views> byArticle = new HashMap<>();
    private final Sketch distinct = new Sketch(PRECISION);
    private long otherViews;
    private int used;

    void add(String article, String title) {
        var views = byArticle.get(article);
        if (views == null) {
            distinct.add(HASHER.hashStream().putInt(article.hashCode()).getAsLong());
            if (makeRoom(article)) {
                views = new Views();
                byArticle.put(article, views);
            }
        }
        if (views == null) {
            otherViews++;
        } else {
            views.add(1, shorten(title));
        }
    }

    /** Reckons with the longest title, because a later one may take the place of the first. */
    private boolean makeRoom(String article) {
        var needed = article.length() + LONGEST_TITLE;
        var fits = article.length() <= LONGEST_URL && used + needed <= ROOM;
        used += fits ? needed : 0;
        return fits;
    }

    /** Adds another partition's views, all of them: there is one such sum at a time. */
    void add(TopArticles other) {
        other.byArticle.forEach((article, views) ->
                byArticle.computeIfAbsent(article, url -> new Views()).add(views.count, views.title));
        otherViews += other.otherViews;
        distinct.add(other.distinct);
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

    /** How many different articles were viewed: exact while none of them is among the rest. */
    long distinct() {
        return otherViews == 0 ? byArticle.size() : Math.max(byArticle.size() + 1, distinct.estimate());
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
