package io.footfall.alerts.rules;

import io.footfall.events.Alert.Severity;
import io.footfall.events.EventTime;
import io.footfall.events.FlaggedWindow;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Totals of a 30 s window in; a finding out when most of its clicks, from wherever, only open pages. */
public final class FloodRule {
    public static final String NAME = "flood";

    private final double ratio;
    private final long floor;

    /**
     * @param ratio share of page openings, 0 to 1, above which a window is a flood
     * @param floor clicks below which a window is too small to tell
     */
    public FloodRule(double ratio, long floor) {
        this.ratio = ratio;
        this.floor = floor;
    }

    /** Empty when the window is too small or too ordinary. */
    public Optional<Finding> judge(FlaggedWindow totals) {
        long opened = totals.count() + totals.outOfMarket().count();
        long all = opened + totals.unflaggedCount() + totals.outOfMarket().unflaggedCount();
        if (all < floor || opened <= ratio * all) {
            return Optional.empty();
        }
        var start = EventTime.format(totals.window().start());
        return Optional.of(new Finding.Total(
                new Cause(NAME, Severity.CRITICAL, Fingerprint.of(NAME, start)),
                "A flood of page openings in the 30 s from " + start,
                totals.window(),
                opened,
                all,
                evidence(totals, opened, all)));
    }

    private static List<String> evidence(FlaggedWindow totals, long opened, long all) {
        var elsewhere = totals.outOfMarket();
        return List.of(
                "page openings: %d of %d clicks (%s %%)".formatted(opened, all, percent(opened, all)),
                "in the market: %d of %d".formatted(totals.count(), totals.count() + totals.unflaggedCount()),
                "elsewhere: %d of %d".formatted(elsewhere.count(), elsewhere.count() + elsewhere.unflaggedCount()));
    }

    private static String percent(long part, long all) {
        return String.format(Locale.ROOT, "%.1f", 100.0 * part / all);
    }
}
