package io.footfall.dashboard.state;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import io.footfall.events.TrafficWindow;
import io.footfall.events.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Totals over windows, for periods that end with the newest one. The windows must be in order, oldest first. */
final class DashboardTotals {
    private static final Duration RECENT = Duration.ofMinutes(30);
    private static final Duration TREND = Duration.ofMinutes(10);
    private static final int TOP_ARTICLES = 10;
    private static final int TOP_LABELS = 8;

    private final List<DecodedWindow> windows;

    DashboardTotals(List<DecodedWindow> windows) {
        this.windows = windows;
    }

    /** The newest event time, or null without any window. */
    Instant now() {
        return windows.isEmpty()
                ? null
                : windows.get(windows.size() - 1).totals().window().end();
    }

    long views(Duration period) {
        return newest(period).stream()
                .mapToLong(window -> window.totals().views())
                .sum();
    }

    long bots(Duration period) {
        return newest(period).stream()
                .mapToLong(window -> window.totals().bots())
                .sum();
    }

    long visitors(Duration period) {
        return distinct(newest(period));
    }

    /** Visitors of each window in the period, without the newest window, which is incomplete; 0 for missing windows. */
    List<Long> pulse(Duration period) {
        if (windows.isEmpty()) {
            return List.of();
        }
        var end = now().minus(Window.TRAFFIC);
        var visitors = new ArrayList<>(Collections.nCopies(index(end.minus(period), end), 0L));
        for (var window : windows) {
            var start = window.totals().window().start();
            if (start.isBefore(end) && !start.isBefore(end.minus(period))) {
                visitors.set(index(end.minus(period), start), window.totals().visitors());
            }
        }
        return visitors;
    }

    private static int index(Instant from, Instant start) {
        return (int) Duration.between(from, start).dividedBy(Window.TRAFFIC);
    }

    List<Snapshot.Minute> minutes() {
        var byMinute = new TreeMap<Instant, List<DecodedWindow>>();
        for (var window : windows) {
            byMinute.computeIfAbsent(minuteOf(window), start -> new ArrayList<>())
                    .add(window);
        }
        var minutes = new ArrayList<Snapshot.Minute>();
        if (!byMinute.isEmpty()) {
            for (var start = byMinute.firstKey(); !start.isAfter(byMinute.lastKey()); start = next(start)) {
                minutes.add(minute(start, byMinute.getOrDefault(start, List.of())));
            }
        }
        return minutes;
    }

    private Snapshot.Minute minute(Instant start, List<DecodedWindow> content) {
        var over = !next(start).isAfter(now());
        return new Snapshot.Minute(
                start,
                content.stream().mapToLong(window -> window.totals().clicks()).sum(),
                content.stream().mapToLong(window -> window.totals().views()).sum(),
                distinct(content),
                over && content.stream().allMatch(window -> window.totals().isFinal()));
    }

    List<Snapshot.Article> topArticles() {
        var views = new HashMap<String, Long>();
        var titles = new ArticleTitles();
        for (var window : newest(RECENT)) {
            var isRecent = !window.totals().window().start().isBefore(now().minus(TREND));
            for (var article : window.totals().articles()) {
                views.merge(article.article(), article.views(), Long::sum);
                titles.add(article, isRecent);
            }
        }
        var last = articleViews(Duration.ZERO);
        var before = articleViews(TREND);
        return mostViewedFirst(views).stream()
                .limit(TOP_ARTICLES)
                .map(entry -> new Snapshot.Article(
                        UntrustedText.url(entry.getKey()),
                        UntrustedText.title(titles.of(entry.getKey())),
                        entry.getValue(),
                        Snapshot.Trend.of(
                                before.getOrDefault(entry.getKey(), 0L), last.getOrDefault(entry.getKey(), 0L))))
                .toList();
    }

    /**
     * Views by article in the trend period that ended some time ago; empty while there are too few windows for trends.
     */
    private Map<String, Long> articleViews(Duration ago) {
        var views = new HashMap<String, Long>();
        var end = windows.isEmpty() ? Instant.MIN : now().minus(ago);
        for (var window : windows) {
            var start = window.totals().window().start();
            if (hasWindowsForTrends() && start.isBefore(end) && !start.isBefore(end.minus(TREND))) {
                window.totals()
                        .articles()
                        .forEach(article -> views.merge(article.article(), article.views(), Long::sum));
            }
        }
        return views;
    }

    private boolean hasWindowsForTrends() {
        return !windows.get(0)
                .totals()
                .window()
                .start()
                .isAfter(now().minus(TREND.multipliedBy(2)).plus(Window.TRAFFIC));
    }

    /** The most frequent labels by name; all others are summed as {@link TrafficWindow#OTHER}, which comes last. */
    List<Snapshot.Share> shares(Function<TrafficWindow, Map<String, Long>> breakdown) {
        var views = new HashMap<String, Long>();
        for (var window : newest(RECENT)) {
            breakdown
                    .apply(window.totals())
                    .forEach((label, count) -> views.merge(UntrustedText.visible(label), count, Long::sum));
        }
        var rest = views.getOrDefault(TrafficWindow.OTHER, 0L);
        views.remove(TrafficWindow.OTHER);
        var ranked = mostViewedFirst(views);
        var shares = new ArrayList<Snapshot.Share>();
        for (var entry : ranked.subList(0, Math.min(TOP_LABELS, ranked.size()))) {
            shares.add(new Snapshot.Share(UntrustedText.label(entry.getKey()), entry.getValue()));
        }
        rest += ranked.stream().skip(TOP_LABELS).mapToLong(Map.Entry::getValue).sum();
        if (rest > 0) {
            shares.add(new Snapshot.Share(TrafficWindow.OTHER, rest));
        }
        return shares;
    }

    private List<DecodedWindow> newest(Duration period) {
        if (windows.isEmpty()) {
            return List.of();
        }
        var from = now().minus(period);
        return windows.stream()
                .filter(window -> !window.totals().window().start().isBefore(from))
                .toList();
    }

    private static long distinct(Collection<DecodedWindow> windows) {
        var union = UltraLogLog.create(DecodedWindow.PRECISION);
        windows.forEach(window -> union.add(window.visitors()));
        return Math.round(union.getDistinctCountEstimate());
    }

    private static List<Map.Entry<String, Long>> mostViewedFirst(Map<String, Long> views) {
        return views.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
    }

    private static Instant minuteOf(DecodedWindow window) {
        return window.totals().window().start().truncatedTo(ChronoUnit.MINUTES);
    }

    private static Instant next(Instant minute) {
        return minute.plus(1, ChronoUnit.MINUTES);
    }
}
