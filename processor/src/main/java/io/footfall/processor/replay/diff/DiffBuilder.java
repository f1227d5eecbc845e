package io.footfall.processor.replay.diff;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import io.footfall.events.Click;
import io.footfall.events.PageViewWindow;
import io.footfall.events.TrafficWindow;
import io.footfall.processor.replay.version.ServingVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Collects the derived records of two serving versions and builds the report of their differences. */
final class DiffBuilder {
    private static final String VISITORS = "traffic.visitors";
    private static final int PRECISION = 11;

    private final ServingVersion first;
    private final ServingVersion second;
    private final HourlyCounts counts = new HourlyCounts();
    private final WindowPairs<TrafficWindow> traffic = new WindowPairs<>(TrafficWindow::isFinal, 10_000);
    private final WindowPairs<PageViewWindow> pageViews = new WindowPairs<>(PageViewWindow::isFinal);
    private final List<DiffReport.Clicks> clicks = new ArrayList<>();

    DiffBuilder(ServingVersion first, ServingVersion second) {
        this.first = first;
        this.second = second;
    }

    void compared(String topic, int partition, OffsetRange range) {
        clicks.add(new DiffReport.Clicks(topic, partition, range.from(), range.to()));
    }

    void cleaned(VersionSide side, Click click) {
        counts.add(side, click.tsIngest(), "cleaned", 1);
        counts.add(side, click.tsIngest(), "cleaned.page_openings", click.flagged() ? 1 : 0);
    }

    void outOfMarket(VersionSide side, Click click) {
        counts.add(side, click.tsIngest(), "out_of_market", 1);
    }

    void forbidden(VersionSide side, Click click) {
        counts.add(side, click.tsIngest(), "forbidden", 1);
    }

    /** @param logTime when Kafka received the click, whose event time may be unknown */
    void rejected(VersionSide side, long logTime, String reason) {
        counts.add(side, logTime, "rejected." + reason, 1);
    }

    void traffic(VersionSide side, String key, TrafficWindow totals) {
        traffic.put(side, key, totals == null ? null : reduced(totals));
    }

    /** Drops what is not compared, because thousands of windows are in memory at once. */
    private static TrafficWindow reduced(TrafficWindow totals) {
        return new TrafficWindow(
                totals.window(),
                totals.clicks(),
                totals.views(),
                totals.visitors(),
                totals.visitorSketch(),
                List.of(),
                0,
                0,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                totals.lateClicks(),
                totals.bots(),
                totals.otherSiteViews(),
                totals.isFinal());
    }

    void pageViews(VersionSide side, String key, PageViewWindow totals) {
        pageViews.put(side, key, totals);
    }

    DiffReport report(Instant now) {
        pageViews.forEachFinal(this::count);
        traffic.forEachFinal(this::count);
        var totals = new TreeMap<>(counts.totals());
        // Visitors of several hours cannot be added: some of them are the same.
        visitors().ifPresent(visitors -> totals.put(VISITORS, visitors));
        var hours = counts.differences();
        return new DiffReport(
                first.name(),
                second.name(),
                now,
                hours.isEmpty(),
                clicks,
                List.of(
                        traffic.summary(first.topics().traffic()),
                        pageViews.summary(first.topics().pageViews())),
                hours,
                List.copyOf(totals.values()));
    }

    private void count(VersionSide side, PageViewWindow totals) {
        var time = totals.window().start().toEpochMilli();
        counts.add(side, time, "ddos.count", totals.count());
        counts.add(side, time, "ddos.unflagged_count", totals.unflaggedCount());
        counts.add(side, time, "ddos.out_of_market.count", totals.outOfMarket().count());
        counts.add(
                side,
                time,
                "ddos.out_of_market.unflagged_count",
                totals.outOfMarket().unflaggedCount());
    }

    private void count(VersionSide side, TrafficWindow totals) {
        var time = totals.window().start().toEpochMilli();
        counts.add(side, time, "traffic.clicks", totals.clicks());
        counts.add(side, time, "traffic.views", totals.views());
        counts.add(side, time, "traffic.late_clicks", totals.lateClicks());
        counts.add(side, time, "traffic.bots", totals.bots());
    }

    /** Sets the visitors of each hour, and returns those of all hours. */
    private Optional<DiffReport.Measure> visitors() {
        var hours = List.of(new TreeMap<String, UltraLogLog>(), new TreeMap<String, UltraLogLog>());
        traffic.forEachFinal((side, totals) -> side.of(hours)
                .computeIfAbsent(
                        HourlyCounts.hourOf(totals.window().start().toEpochMilli()),
                        absent -> UltraLogLog.create(PRECISION))
                .add(UltraLogLog.wrap(Base64.getDecoder().decode(totals.visitorSketch()))));
        var all = List.of(UltraLogLog.create(PRECISION), UltraLogLog.create(PRECISION));
        for (var side : VersionSide.values()) {
            side.of(hours).forEach((hour, visitors) -> {
                counts.set(side, hour, VISITORS, distinct(visitors));
                side.of(all).add(visitors);
            });
        }
        return hours.get(0).isEmpty()
                ? Optional.empty()
                : Optional.of(DiffReport.Measure.of(VISITORS, distinct(all.get(0)), distinct(all.get(1))));
    }

    private static long distinct(UltraLogLog visitors) {
        return Math.round(visitors.getDistinctCountEstimate());
    }
}
