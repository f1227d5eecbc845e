package io.footfall.processor.traffic;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.HashMap;
import java.util.Map;

/**
 * Views of one article, and the title that most of them have. Browsers translate titles, and senders choose them, so views
 * are counted by title: exactly while there are few titles. Beyond that the counts follow Misra and Gries, by which a title
 * that more than half of the views have still wins, in any order and over any number of partitions.
 */
final class ArticleViews {
    private static final int MAX_OTHER_TITLES = 7;
    /** Room for quotes and count of another title. */
    private static final int OVERHEAD = 12;

    private long count;
    /** Title of the first view; room for it is reserved. Empty for views without a title. */
    private String title = "";

    private long titleViews;

    /** Views by other titles; null while there are none, as is usual. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private Map<String, Long> otherTitles;

    /**
     * Adds one view.
     *
     * @param room for other titles than the first
     * @return how much of the room it takes; negative if it gives some back
     */
    int add(String candidate, int room) {
        count++;
        if (candidate.equals(title)) {
            titleViews++;
            return 0;
        }
        if (otherTitles != null && otherTitles.computeIfPresent(candidate, (known, before) -> before + 1) != null) {
            return 0;
        }
        if (titleViews == 0) {
            title = candidate;
            titleViews = 1;
            return 0;
        }
        return addNew(candidate, room);
    }

    private int addNew(String candidate, int room) {
        var size = otherTitles == null ? 0 : otherTitles.size();
        if (size == MAX_OTHER_TITLES || room(candidate) > room) {
            return cancel();
        }
        put(candidate, 1);
        return room(candidate);
    }

    /** One view of each title cancels out the new one. A title of the majority cannot lose more than all others together. */
    private int cancel() {
        var used = 0;
        titleViews--;
        if (otherTitles != null) {
            otherTitles.replaceAll((known, views) -> views - 1);
            for (var other : otherTitles.entrySet()) {
                used -= other.getValue() == 0 ? room(other.getKey()) : 0;
            }
            otherTitles.values().removeIf(views -> views == 0);
        }
        return used;
    }

    private static int room(String candidate) {
        return candidate.length() + OVERHEAD;
    }

    /** Adds the views of another partition, with all of its titles. */
    void add(ArticleViews other) {
        count += other.count;
        add(other.title, other.titleViews);
        if (other.otherTitles != null) {
            other.otherTitles.forEach(this::add);
        }
    }

    private void add(String candidate, long views) {
        if (candidate.equals(title)) {
            titleViews += views;
        } else if (titleViews == 0 && (otherTitles == null || !otherTitles.containsKey(candidate))) {
            title = candidate;
            titleViews = views;
        } else {
            put(candidate, views);
        }
    }

    private void put(String candidate, long views) {
        if (otherTitles == null) {
            otherTitles = new HashMap<>();
        }
        otherTitles.merge(candidate, views, Long::sum);
    }

    long count() {
        return count;
    }

    /** The title of most views; of several with as many, the first in the alphabet. Empty if most views have none. */
    String title() {
        var best = title;
        var most = titleViews;
        if (otherTitles != null) {
            for (var other : otherTitles.entrySet()) {
                var views = other.getValue();
                if (views > most || (views == most && isBefore(other.getKey(), best))) {
                    best = other.getKey();
                    most = views;
                }
            }
        }
        return best;
    }

    private static boolean isBefore(String one, String other) {
        return !one.isEmpty() && (other.isEmpty() || one.compareTo(other) < 0);
    }
}
