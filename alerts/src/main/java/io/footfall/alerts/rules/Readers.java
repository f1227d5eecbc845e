package io.footfall.alerts.rules;

import io.footfall.events.PageViewWindow;
import io.footfall.events.TrafficWindow;
import io.footfall.events.Window;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What the market's people do: the newest traffic windows in, who makes a window of page openings out. */
final class Readers {
    private static final int MOST_WINDOWS = 360;

    private final TreeMap<Instant, TrafficWindow> windows = new TreeMap<>();

    void heard(TrafficWindow window) {
        windows.put(window.window().start(), window);
        if (windows.size() > MOST_WINDOWS) {
            windows.pollFirstEntry();
        }
    }

    Crowd of(PageViewWindow flagged) {
        var same = windows.subMap(
                        flagged.window().start(), flagged.window().start().plus(Window.FLAGGED))
                .values();
        var articles = new HashMap<String, Long>();
        same.forEach(window ->
                window.articles().forEach(article -> articles.merge(article.article(), article.views(), Long::sum)));
        var top = articles.entrySet().stream().max(Map.Entry.comparingByValue());
        var views = same.stream().mapToLong(TrafficWindow::views).sum();
        return new Crowd(
                flagged.count() + flagged.outOfMarket().count(),
                flagged.visitors(),
                flagged.oneHitVisitors(),
                views,
                share(topBrowser(same), views),
                share(top.map(Map.Entry::getValue).orElse(0L), views),
                top.map(Map.Entry::getKey).orElse(""));
    }

    private static long topBrowser(Collection<TrafficWindow> same) {
        var browsers = new HashMap<String, Long>();
        same.forEach(window -> window.browsers().forEach((name, count) -> browsers.merge(name, count, Long::sum)));
        return browsers.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    private static double share(long part, long all) {
        return all == 0 ? 0 : (double) part / all;
    }
}
