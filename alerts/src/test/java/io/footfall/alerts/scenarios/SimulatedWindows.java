package io.footfall.alerts.scenarios;

import io.footfall.alerts.scenarios.ScenarioClicks.VisitorClick;
import io.footfall.events.PageViewWindow;
import io.footfall.events.TrafficWindow;
import io.footfall.events.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts clicks in both kinds of windows as the processor does: open windows are published once a second if they have
 * changed, final ones after the grace.
 */
final class SimulatedWindows {
    private static final Duration GRACE = Duration.ofSeconds(60);
    private static final Set<String> MARKET = Set.of("BE", "NL");
    private static final int MAX_ARTICLES = 10;
    /** Up to this number visitors are counted exactly; more are estimated from a sample. */
    private static final int SAMPLE = 128;

    private final Random random;
    private final TreeMap<Instant, PageViews> pageViews = new TreeMap<>();
    private final TreeMap<Instant, Traffic> traffic = new TreeMap<>();

    SimulatedWindows(Random random) {
        this.random = random;
    }

    void add(List<VisitorClick> clicks, Instant at) {
        if (clicks.isEmpty()) {
            return;
        }
        var openPageViews = pageViews.computeIfAbsent(start(at, Window.FLAGGED), start -> new PageViews(random));
        var openTraffic = traffic.computeIfAbsent(start(at, Window.TRAFFIC), start -> new Traffic());
        clicks.forEach(visit -> {
            var isOfMarket = MARKET.contains(visit.click().visitorCountry());
            openPageViews.add(visit, isOfMarket);
            if (isOfMarket && !visit.bot()) {
                openTraffic.add(visit);
            }
        });
    }

    List<PageViewWindow> pageViews(Instant now) {
        var records = new ArrayList<PageViewWindow>();
        pageViews.entrySet().removeIf(entry -> {
            var window = new Window(entry.getKey(), entry.getKey().plus(Window.FLAGGED));
            var isFinal = !now.isBefore(window.end().plus(GRACE));
            if (isFinal || entry.getValue().isChanged) {
                records.add(entry.getValue().of(window, isFinal));
            }
            return isFinal;
        });
        return records;
    }

    List<TrafficWindow> traffic(Instant now) {
        var records = new ArrayList<TrafficWindow>();
        traffic.entrySet().removeIf(entry -> {
            var window = new Window(entry.getKey(), entry.getKey().plus(Window.TRAFFIC));
            var isFinal = !now.isBefore(window.end().plus(GRACE));
            if (isFinal || entry.getValue().isChanged) {
                records.add(entry.getValue().of(window, isFinal));
            }
            return isFinal;
        });
        return records;
    }

    private static Instant start(Instant at, Duration length) {
        return at.minusSeconds(Math.floorMod(at.getEpochSecond(), length.toSeconds()));
    }

    private static final class PageViews {
        private final Map<Long, Integer> clicksByVisitor = new HashMap<>();
        private final double errorOfVisitors;
        private final double errorOfShare;
        private long oneHit;
        private long views;
        private long others;
        private long viewsElsewhere;
        private long othersElsewhere;
        private boolean isChanged;

        PageViews(Random random) {
            errorOfVisitors = random.nextGaussian() / Math.sqrt(SAMPLE);
            errorOfShare = random.nextGaussian() / Math.sqrt(SAMPLE);
        }

        void add(VisitorClick visit, boolean isOfMarket) {
            var clicks = clicksByVisitor.merge(visit.visitor(), 1, Integer::sum);
            oneHit += clicks == 1 ? 1 : clicks == 2 ? -1 : 0;
            var isView = visit.click().flagged();
            views += isView && isOfMarket ? 1 : 0;
            others += !isView && isOfMarket ? 1 : 0;
            viewsElsewhere += isView && !isOfMarket ? 1 : 0;
            othersElsewhere += !isView && !isOfMarket ? 1 : 0;
            isChanged = true;
        }

        PageViewWindow of(Window window, boolean isFinal) {
            isChanged = false;
            var visitors = (long) clicksByVisitor.size();
            var once = oneHit;
            if (visitors > SAMPLE) {
                var share = (double) oneHit / visitors;
                var seen = share + errorOfShare * Math.sqrt(share * (1 - share));
                visitors = Math.max(SAMPLE, Math.round(visitors * (1 + errorOfVisitors)));
                once = Math.round(visitors * Math.min(1, Math.max(0, seen)));
            }
            return new PageViewWindow(
                    window,
                    true,
                    views,
                    others,
                    new PageViewWindow.OutOfMarket(viewsElsewhere, othersElsewhere),
                    visitors,
                    once,
                    isFinal);
        }
    }

    private static final class Traffic {
        private final Map<String, Long> articles = new HashMap<>();
        private final Map<String, Long> browsers = new HashMap<>();
        private long clicks;
        private long views;
        private boolean isChanged;

        void add(VisitorClick visit) {
            clicks++;
            isChanged = true;
            if (visit.click().flagged()) {
                views++;
                articles.merge(visit.click().article(), 1L, Long::sum);
                browsers.merge(visit.click().visitorBrowser(), 1L, Long::sum);
            }
        }

        TrafficWindow of(Window window, boolean isFinal) {
            isChanged = false;
            var top = articles.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(MAX_ARTICLES)
                    .map(entry -> new TrafficWindow.Article(entry.getKey(), "Title", entry.getValue()))
                    .toList();
            var shown = top.stream().mapToLong(TrafficWindow.Article::views).sum();
            return new TrafficWindow(
                    window,
                    clicks,
                    views,
                    0,
                    "",
                    top,
                    views - shown,
                    articles.size(),
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    Map.copyOf(browsers),
                    0,
                    0,
                    0,
                    isFinal);
        }
    }
}
