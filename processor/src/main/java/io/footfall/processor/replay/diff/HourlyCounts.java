package io.footfall.processor.replay.diff;

import io.footfall.events.EventTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counts of two serving versions by hour and measure. Bounded, because visitors choose the times of their clicks. */
final class HourlyCounts {
    static final String OTHER = "other";
    private static final int MAX_HOURS = 20_000;
    private static final int MAX_MEASURES = 100;

    private final Map<String, Map<String, long[]>> hours = new TreeMap<>();
    private final TreeSet<String> measures = new TreeSet<>();

    /** The start of the hour of a time, ms since the epoch, as in a report. */
    static String hourOf(long time) {
        return EventTime.format(Instant.ofEpochMilli(time).truncatedTo(ChronoUnit.HOURS));
    }

    void add(VersionSide side, long time, String measure, long count) {
        cell(hourOf(time), measure)[side.index()] += count;
    }

    void set(VersionSide side, String hour, String measure, long count) {
        cell(hour, measure)[side.index()] = count;
    }

    private long[] cell(String hour, String measure) {
        var known = hours.containsKey(hour) || hours.size() < MAX_HOURS ? hour : OTHER;
        if (measures.size() < MAX_MEASURES) {
            measures.add(measure);
        }
        return hours.computeIfAbsent(known, absent -> new TreeMap<>())
                .computeIfAbsent(measures.contains(measure) ? measure : OTHER, absent -> new long[2]);
    }

    /** The hours in which something differs, with only what differs. */
    List<DiffReport.Hour> differences() {
        var differing = new ArrayList<DiffReport.Hour>();
        hours.forEach((hour, cells) -> {
            var differences =
                    list(cells).stream().filter(DiffReport.Measure::differs).toList();
            if (!differences.isEmpty()) {
                differing.add(new DiffReport.Hour(hour, differences));
            }
        });
        return differing;
    }

    /** Every measure over all hours. */
    Map<String, DiffReport.Measure> totals() {
        var sums = new TreeMap<String, long[]>();
        hours.values()
                .forEach(cells -> cells.forEach((measure, counts) -> {
                    var sum = sums.computeIfAbsent(measure, absent -> new long[2]);
                    sum[0] += counts[0];
                    sum[1] += counts[1];
                }));
        var totals = new TreeMap<String, DiffReport.Measure>();
        list(sums).forEach(total -> totals.put(total.measure(), total));
        return totals;
    }

    private static List<DiffReport.Measure> list(Map<String, long[]> cells) {
        return cells.entrySet().stream()
                .map(cell -> DiffReport.Measure.of(cell.getKey(), cell.getValue()[0], cell.getValue()[1]))
                .toList();
    }
}
