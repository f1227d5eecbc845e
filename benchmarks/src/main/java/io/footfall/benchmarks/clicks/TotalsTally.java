package io.footfall.benchmarks.clicks;

import io.footfall.events.Click;
import io.footfall.events.EventTime;
import io.footfall.events.Window;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Adds up what must come out of clicks while they are made. */
final class TotalsTally {
    private final Map<Long, long[]> flagged = new TreeMap<>();
    private final Map<Long, long[]> traffic = new TreeMap<>();
    private long cleaned;
    private long content;
    private long outOfMarket;
    private long rejected;
    private long forbidden;

    void reject() {
        rejected++;
    }

    void add(Click click, boolean foreign, boolean bot, boolean forbidden) {
        var eventTime = click.tsIngest();
        var opening = click.flagged();
        this.forbidden += forbidden ? 1 : 0;
        counts(flagged, eventTime, Window.FLAGGED, 4)[(foreign ? 2 : 0) + (opening ? 0 : 1)]++;
        if (foreign) {
            outOfMarket++;
        } else {
            cleaned++;
            content += click.hashCode();
            addTraffic(counts(traffic, eventTime, Window.TRAFFIC, 3), opening, bot);
        }
    }

    private static void addTraffic(long[] counts, boolean opening, boolean bot) {
        if (bot) {
            counts[2]++;
        } else {
            counts[0]++;
            counts[1] += opening ? 1 : 0;
        }
    }

    private static long[] counts(Map<Long, long[]> windows, long eventTime, Duration length, int kinds) {
        return windows.computeIfAbsent(
                Math.floorDiv(eventTime, length.toMillis()) * length.toMillis(), absent -> new long[kinds]);
    }

    Totals totals() {
        return new Totals(
                cleaned,
                content,
                outOfMarket,
                rejected,
                forbidden,
                0,
                byKey(flagged, counts -> new Totals.Flagged(counts[0], counts[1], counts[2], counts[3])),
                byKey(traffic, counts -> new Totals.Traffic(counts[0], counts[1], counts[2])));
    }

    private static <T> Map<String, T> byKey(Map<Long, long[]> windows, Function<long[], T> totals) {
        return windows.entrySet().stream()
                .collect(Collectors.toMap(
                        window -> EventTime.format(window.getKey()), window -> totals.apply(window.getValue())));
    }
}
