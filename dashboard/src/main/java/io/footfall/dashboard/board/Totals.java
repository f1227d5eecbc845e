package io.footfall.dashboard.board;

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

/** Takes the kept windows, oldest first, and gives what they add up to, counted back from the newest. */
final class Totals {
    private static final Duration RECENT = Duration.ofMinutes(30);
    private static final Duration TREND = Duration.ofMinutes(10);
    private static final int TOP_ARTICLES = 10;
    private static final int TOP_LABELS = 8;

    private final List<CountedWindow> windows;

    Totals(List<CountedWindow> windows) {
        this.windows = windows;
    }

    /** The newest event time, or null when there is nothing yet. */
    Instant now() {
        return windows.isEmpty()
                ? null
                : windows.get(windows.size() - 1).totals().window().end();
    }

    long views(Duration span) {
        return newest(span).stream()
                .mapToLong(counted -> counted.totals().views())
                .sum();
    }

    long bots(Duration span) {
        return newest(span).stream()
                .mapToLong(counted -> counted.totals().bots())
                .sum();
    }

    long visitors(Duration span) {
        return distinct(newest(span));
    }

    /** Visitors of each window of the span before the newest, which has only begun; 0 where there is none. */
    List<Long> pulse(Duration span) {
        if (windows.isEmpty()) {
            return List.of();
        }
        var end = now().minus(Window.TRAFFIC);
        var visitors = new ArrayList<>(Collections.nCopies(slot(end.minus(span), end), 0L));
        for (var counted : windows) {
            var start = counted.totals().window().start();
            if (start.isBefore(end) && !start.isBefore(end.minus(span))) {
                visitors.set(slot(end.minus(span), start), counted.totals().visitors());
            }
        }
        return visitors;
    }

    private static int slot(Instant from, Instant start) {
        return (int) Duration.between(from, start).dividedBy(Window.TRAFFIC);
    }

    List<Snapshot.Minute> minutes() {
        var byMinute = new TreeMap<Instant, List<CountedWindow>>();
        for (var counted : windows) {
            byMinute.computeIfAbsent(minuteOf(counted), start -> new ArrayList<>())
                    .add(counted);
        }
        var minutes = new ArrayList<Snapshot.Minute>();
        if (!byMinute.isEmpty()) {
            for (var start = byMinute.firstKey(); !start.isAfter(byMinute.lastKey()); start = next(start)) {
                minutes.add(minute(start, byMinute.getOrDefault(start, List.of())));
            }
        }
        return minutes;
    }

    private Snapshot.Minute minute(Instant start, List<CountedWindow> content) {
        var over = !next(start).isAfter(now());
        return new Snapshot.Minute(
                start,
                content.stream().mapToLong(counted -> counted.totals().clicks()).sum(),
                content.stream().mapToLong(counted -> counted.totals().views()).sum(),
                distinct(content),
                over && content.stream().allMatch(counted -> counted.totals().isFinal()));
    }

    List<Snapshot.Article> topArticles() {
        var views = new HashMap<String, Long>();
        var titles = new HashMap<String, String>();
        for (var counted : newest(RECENT)) {
            for (var article : counted.totals().articles()) {
                views.merge(article.article(), article.views(), Long::sum);
                titles.put(article.article(), article.title());
            }
        }
        var last = articleViews(Duration.ZERO);
        var before = articleViews(TREND);
        return mostFirst(views).stream()
                .limit(TOP_ARTICLES)
                .map(entry -> new Snapshot.Article(
                        StrangersText.url(entry.getKey()),
                        StrangersText.title(titles.get(entry.getKey())),
                        entry.getValue(),
                        Snapshot.Trend.of(
                                before.getOrDefault(entry.getKey(), 0L), last.getOrDefault(entry.getKey(), 0L))))
                .toList();
    }

    /** Views of as long as trends are of, up to some time ago; none while nobody knows what was before. */
    private Map<String, Long> articleViews(Duration ago) {
        var views = new HashMap<String, Long>();
        var end = windows.isEmpty() ? Instant.MIN : now().minus(ago);
        for (var counted : windows) {
            var start = counted.totals().window().start();
            if (isLongEnoughForTrends() && start.isBefore(end) && !start.isBefore(end.minus(TREND))) {
                counted.totals()
                        .articles()
                        .forEach(article -> views.merge(article.article(), article.views(), Long::sum));
            }
        }
        return views;
    }

    private boolean isLongEnoughForTrends() {
        return !windows.get(0)
                .totals()
                .window()
                .start()
                .isAfter(now().minus(TREND.multipliedBy(2)).plus(Window.TRAFFIC));
    }

    /** The most frequent labels by name, the rest together as {@link TrafficWindow#OTHER}, always last. */
    List<Snapshot.Share> shares(Function<TrafficWindow, Map<String, Long>> breakdown) {
        var views = new HashMap<String, Long>();
        for (var counted : newest(RECENT)) {
            breakdown.apply(counted.totals()).forEach((label, count) -> views.merge(label, count, Long::sum));
        }
        var rest = views.getOrDefault(TrafficWindow.OTHER, 0L);
        views.remove(TrafficWindow.OTHER);
        var ranked = mostFirst(views);
        var shares = new ArrayList<Snapshot.Share>();
        for (var entry : ranked.subList(0, Math.min(TOP_LABELS, ranked.size()))) {
            shares.add(new Snapshot.Share(StrangersText.label(entry.getKey()), entry.getValue()));
        }
        rest += ranked.stream().skip(TOP_LABELS).mapToLong(Map.Entry::getValue).sum();
        if (rest > 0) {
            shares.add(new Snapshot.Share(TrafficWindow.OTHER, rest));
        }
        return shares;
    }

    private List<CountedWindow> newest(Duration span) {
        if (windows.isEmpty()) {
            return List.of();
        }
        var from = now().minus(span);
        return windows.stream()
                .filter(counted -> !counted.totals().window().start().isBefore(from))
                .toList();
    }

    private static long distinct(Collection<CountedWindow> windows) {
        var union = UltraLogLog.create(CountedWindow.PRECISION);
        windows.forEach(counted -> union.add(counted.visitors()));
        return Math.round(union.getDistinctCountEstimate());
    }

    private static List<Map.Entry<String, Long>> mostFirst(Map<String, Long> views) {
        return views.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
    }

    private static Instant minuteOf(CountedWindow counted) {
        return counted.totals().window().start().truncatedTo(ChronoUnit.MINUTES);
    }

    private static Instant next(Instant minute) {
        return minute.plus(1, ChronoUnit.MINUTES);
    }
}
