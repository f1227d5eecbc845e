package io.footfall.alerts.rules;

import io.footfall.alerts.rules.Clicks.Visited;
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
 * Clicks in; the records of both kinds of windows out, as the processor writes them: open windows once a
 * second if they have changed, final ones after the grace.
 */
final class CountedWindows {
    private static final Duration GRACE = Duration.ofSeconds(60);
    private static final Set<String> MARKET = Set.of("BE", "NL");
    private static final int MOST_ARTICLES = 10;
    /** Up to so many visitors are counted, more are estimated from as many. */
    private static final int SAMPLE = 128;

    private final Random random;
    private final TreeMap<Instant, Flagged> flagged = new TreeMap<>();
    private final TreeMap<Instant, Traffic> traffic = new TreeMap<>();

    CountedWindows(Random random) {
        this.random = random;
    }

    void add(List<Visited> clicks, Instant at) {
        if (clicks.isEmpty()) {
            return;
        }
        var ofFlagged = flagged.computeIfAbsent(start(at, Window.FLAGGED), start -> new Flagged(random));
        var ofTraffic = traffic.computeIfAbsent(start(at, Window.TRAFFIC), start -> new Traffic());
        clicks.forEach(visited -> {
            var isOfMarket = MARKET.contains(visited.click().visitorCountry());
            ofFlagged.add(visited, isOfMarket);
            if (isOfMarket && !visited.bot()) {
                ofTraffic.add(visited);
            }
        });
    }

    List<PageViewWindow> flagged(Instant now) {
        var records = new ArrayList<PageViewWindow>();
        flagged.entrySet().removeIf(entry -> {
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

    private static final class Flagged {
        private final Map<Long, Integer> clicksByVisitor = new HashMap<>();
        private final double errorOfVisitors;
        private final double errorOfShare;
        private long oneHit;
        private long opened;
        private long read;
        private long openedElsewhere;
        private long readElsewhere;
        private boolean isChanged;

        Flagged(Random random) {
            errorOfVisitors = random.nextGaussian() / Math.sqrt(SAMPLE);
            errorOfShare = random.nextGaussian() / Math.sqrt(SAMPLE);
        }

        void add(Visited visited, boolean isOfMarket) {
            var clicks = clicksByVisitor.merge(visited.visitor(), 1, Integer::sum);
            oneHit += clicks == 1 ? 1 : clicks == 2 ? -1 : 0;
            var opens = visited.click().flagged();
            opened += opens && isOfMarket ? 1 : 0;
            read += !opens && isOfMarket ? 1 : 0;
            openedElsewhere += opens && !isOfMarket ? 1 : 0;
            readElsewhere += !opens && !isOfMarket ? 1 : 0;
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
                    opened,
                    read,
                    new PageViewWindow.OutOfMarket(openedElsewhere, readElsewhere),
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

        void add(Visited visited) {
            clicks++;
            isChanged = true;
            if (visited.click().flagged()) {
                views++;
                articles.merge(visited.click().article(), 1L, Long::sum);
                browsers.merge(visited.click().visitorBrowser(), 1L, Long::sum);
            }
        }

        TrafficWindow of(Window window, boolean isFinal) {
            isChanged = false;
            var top = articles.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(MOST_ARTICLES)
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
                    isFinal);
        }
    }
}
