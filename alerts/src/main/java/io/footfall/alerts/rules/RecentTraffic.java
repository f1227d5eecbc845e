package io.footfall.alerts.rules;

import io.footfall.events.PageViewWindow;
import io.footfall.events.TrafficWindow;
import io.footfall.events.Window;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The newest traffic windows, from which it derives the audience of a window of page views. */
final class RecentTraffic {
    private static final int MAX_WINDOWS = 360;

    private final TreeMap<Instant, TrafficWindow> windows = new TreeMap<>();

    void add(TrafficWindow window) {
        windows.put(window.window().start(), window);
        if (windows.size() > MAX_WINDOWS) {
            windows.pollFirstEntry();
        }
    }

    AudienceProfile audienceOf(PageViewWindow pageViews) {
        var overlapping = windows.subMap(
                        pageViews.window().start(), pageViews.window().start().plus(Window.FLAGGED))
                .values();
        var articles = new HashMap<String, Long>();
        overlapping.forEach(window ->
                window.articles().forEach(article -> articles.merge(article.article(), article.views(), Long::sum)));
        var top = articles.entrySet().stream().max(Map.Entry.comparingByValue());
        var views = overlapping.stream().mapToLong(TrafficWindow::views).sum();
        return new AudienceProfile(
                pageViews.count() + pageViews.outOfMarket().count(),
                pageViews.visitors(),
                pageViews.oneHitVisitors(),
                views,
                share(topBrowser(overlapping), views),
                share(top.map(Map.Entry::getValue).orElse(0L), views),
                top.map(Map.Entry::getKey).orElse(""));
    }

    private static long topBrowser(Collection<TrafficWindow> windows) {
        var browsers = new HashMap<String, Long>();
        windows.forEach(window -> window.browsers().forEach((name, count) -> browsers.merge(name, count, Long::sum)));
        return browsers.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
