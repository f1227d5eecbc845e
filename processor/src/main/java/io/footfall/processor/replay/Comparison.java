package io.footfall.processor.replay;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import io.footfall.events.Click;
import io.footfall.events.PageViewWindow;
import io.footfall.events.TrafficWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Derived records of two layers, made from the same clicks, in; what differs by hour and measure out. */
final class Comparison {
    private static final String VISITORS = "traffic.visitors";
    private static final int PRECISION = 11;

    private final Layer first;
    private final Layer second;
    private final HourlyCounts counts = new HourlyCounts();
    private final WindowPairs<TrafficWindow> traffic = new WindowPairs<>(TrafficWindow::isFinal, 10_000);
    private final WindowPairs<PageViewWindow> flagged = new WindowPairs<>(PageViewWindow::isFinal);
    private final List<DiffReport.Clicks> clicks = new ArrayList<>();

    Comparison(Layer first, Layer second) {
        this.first = first;
        this.second = second;
    }

    void compared(String topic, int partition, Range range) {
        clicks.add(new DiffReport.Clicks(topic, partition, range.from(), range.to()));
    }

    void cleaned(Side side, Click click) {
        counts.add(side, click.tsIngest(), "cleaned", 1);
        counts.add(side, click.tsIngest(), "cleaned.page_openings", click.flagged() ? 1 : 0);
    }

    void outOfMarket(Side side, Click click) {
        counts.add(side, click.tsIngest(), "out_of_market", 1);
    }

    void forbidden(Side side, Click click) {
        counts.add(side, click.tsIngest(), "forbidden", 1);
    }

    /** @param logTime of the click, because nobody knows its event time */
    void rejected(Side side, long logTime, String reason) {
        counts.add(side, logTime, "rejected." + reason, 1);
    }

    void traffic(Side side, String key, TrafficWindow totals) {
        traffic.put(side, key, totals == null ? null : frugal(totals));
    }

    /** Without what is not compared: thousands of windows are in memory at once. */
    private static TrafficWindow frugal(TrafficWindow totals) {
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
                totals.isFinal());
    }

    void flagged(Side side, String key, PageViewWindow totals) {
        flagged.put(side, key, totals);
    }

    DiffReport report(Instant now) {
        flagged.forEachFinal(this::count);
        traffic.forEachFinal(this::count);
        var totals = new TreeMap<>(counts.totals());
        // Visitors of hours cannot be added: one may have come in several.
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
                        flagged.summary(first.topics().pageViews())),
                hours,
                List.copyOf(totals.values()));
    }

    private void count(Side side, PageViewWindow totals) {
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

    private void count(Side side, TrafficWindow totals) {
        var time = totals.window().start().toEpochMilli();
        counts.add(side, time, "traffic.clicks", totals.clicks());
        counts.add(side, time, "traffic.views", totals.views());
        counts.add(side, time, "traffic.late_clicks", totals.lateClicks());
        counts.add(side, time, "traffic.bots", totals.bots());
    }

    /** Sets the visitors of each hour and tells those of all hours. */
    private Optional<DiffReport.Measure> visitors() {
        var hours = List.of(new TreeMap<String, UltraLogLog>(), new TreeMap<String, UltraLogLog>());
        traffic.forEachFinal((side, totals) -> side.of(hours)
                .computeIfAbsent(
                        HourlyCounts.hourOf(totals.window().start().toEpochMilli()),
                        absent -> UltraLogLog.create(PRECISION))
                .add(UltraLogLog.wrap(Base64.getDecoder().decode(totals.visitorSketch()))));
        var all = List.of(UltraLogLog.create(PRECISION), UltraLogLog.create(PRECISION));
        for (var side : Side.values()) {
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
