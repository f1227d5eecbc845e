package io.footfall.dashboard;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import com.dynatrace.hash4j.hashing.Hashing;
import io.footfall.events.Alert;
import io.footfall.events.TrafficWindow;
import io.footfall.events.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Records of the topics; times are in seconds since {@link #NOON}. */
public final class Samples {
    public static final Instant NOON = Instant.parse("2018-01-13T12:00:00Z");

    private Samples() {}

    /** A window whose visitors are numbered {@code firstVisitor} to {@code lastVisitor}, one view each. */
    public static TrafficWindow window(long startSeconds, int firstVisitor, int lastVisitor) {
        var views = lastVisitor - firstVisitor + 1L;
        return window(
                startSeconds,
                firstVisitor,
                lastVisitor,
                List.of(new TrafficWindow.Article("https://news.example/a", "A", views)));
    }

    public static TrafficWindow window(
            long startSeconds, int firstVisitor, int lastVisitor, List<TrafficWindow.Article> articles) {
        var sketch = UltraLogLog.create(11);
        for (var visitor = firstVisitor; visitor <= lastVisitor; visitor++) {
            sketch.add(Hashing.komihash5_0().hashCharsToLong("visitor " + visitor));
        }
        var views = articles.stream().mapToLong(TrafficWindow.Article::views).sum();
        return new TrafficWindow(
                Window.starting(NOON.plusSeconds(startSeconds).toEpochMilli(), Window.TRAFFIC),
                2 * views,
                views,
                lastVisitor - firstVisitor + 1L,
                Base64.getEncoder().encodeToString(sketch.getState()),
                articles,
                0,
                articles.size(),
                Map.of("BE", views),
                Map.of("mobile", views),
                Map.of("ios", views),
                Map.of("firefox", views),
                0,
                0,
                0,
                true);
    }

    public static TrafficWindow byCountry(long startSeconds, Map<String, Long> countries) {
        var window = window(startSeconds, 1, 1);
        return new TrafficWindow(
                window.window(),
                window.clicks(),
                window.views(),
                window.visitors(),
                window.visitorSketch(),
                window.articles(),
                window.otherArticleViews(),
                window.distinctArticles(),
                countries,
                window.platforms(),
                window.operatingSystems(),
                window.browsers(),
                window.lateClicks(),
                window.bots(),
                window.otherSiteViews(),
                window.isFinal());
    }

    public static TrafficWindow withBots(long startSeconds, long bots) {
        var window = window(startSeconds, 1, 1);
        return new TrafficWindow(
                window.window(),
                window.clicks(),
                window.views(),
                window.visitors(),
                window.visitorSketch(),
                window.articles(),
                window.otherArticleViews(),
                window.distinctArticles(),
                window.countries(),
                window.platforms(),
                window.operatingSystems(),
                window.browsers(),
                window.lateClicks(),
                bots,
                0,
                window.isFinal());
    }

    public static TrafficWindow withSketch(long startSeconds, String sketch, boolean isFinal) {
        var window = window(startSeconds, 1, 1);
        return new TrafficWindow(
                window.window(),
                window.clicks(),
                window.views(),
                window.visitors(),
                sketch,
                window.articles(),
                window.otherArticleViews(),
                window.distinctArticles(),
                window.countries(),
                window.platforms(),
                window.operatingSystems(),
                window.browsers(),
                window.lateClicks(),
                window.bots(),
                window.otherSiteViews(),
                isFinal);
    }

    public static TrafficWindow open(long startSeconds) {
        return withSketch(startSeconds, window(startSeconds, 1, 1).visitorSketch(), false);
    }

    public static Alert alert(String fingerprint, long lastSeenSeconds, String summary) {
        return alert(fingerprint, Alert.Severity.CRITICAL, lastSeenSeconds, summary);
    }

    public static Alert warning(String fingerprint, long lastSeenSeconds) {
        return alert(fingerprint, Alert.Severity.WARNING, lastSeenSeconds, "s");
    }

    private static Alert alert(String fingerprint, Alert.Severity severity, long lastSeenSeconds, String summary) {
        var lastSeen = NOON.plusSeconds(lastSeenSeconds);
        return new Alert(
                fingerprint,
                "forbidden-path",
                severity,
                Alert.Status.FIRING,
                summary,
                lastSeen.minus(Duration.ofSeconds(3)),
                lastSeen,
                lastSeen,
                null,
                4,
                List.of("https://news.example/admin"),
                Map.of());
    }

    public static Alert withStatus(Alert alert, Alert.Status status) {
        return new Alert(
                alert.fingerprint(),
                alert.rule(),
                alert.severity(),
                status,
                alert.summary(),
                alert.startedAt(),
                alert.lastSeenAt(),
                alert.firedAt(),
                alert.resolvedAt(),
                alert.count(),
                alert.evidence(),
                alert.offsets());
    }
}
