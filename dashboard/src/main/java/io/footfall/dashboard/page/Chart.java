package io.footfall.dashboard.page;

import io.footfall.dashboard.state.Dashboard;
import io.footfall.dashboard.state.Snapshot;
import io.footfall.events.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The geometry of the chart: a column of views for each minute, a line of visitors, and a mark for each alert. The
 * newest minute is always at the right edge. The line includes it only when it is complete: otherwise the line would
 * seem to drop at the beginning of each minute.
 *
 * @param top the number at the upper edge
 * @param columns one for each minute
 * @param line points of the visitors' line, as an SVG polyline
 * @param marks one for each alert of the hour
 */
public record Chart(long top, List<Column> columns, String line, List<Mark> marks) {
    /** Size of the drawing, in its own units. */
    public static final int WIDTH = Dashboard.MINUTES * 10;

    public static final int HEIGHT = 100;

    private static final int COLUMN = 7;
    private static final double MIN_MARK_WIDTH = 3;

    /** Position, size and minute of a column. */
    public record Column(int x, String y, String height, Snapshot.Minute minute) {}

    /** The period in which an alert was seen, in event time. */
    public record Mark(String x, String width, Alert alert) {}

    static Chart of(List<Snapshot.Minute> minutes, List<Alert> alerts) {
        var top = roundUp(minutes.stream()
                .mapToLong(minute -> Math.max(minute.views(), minute.visitors()))
                .max()
                .orElse(0));
        var columns = new ArrayList<Column>();
        var points = new ArrayList<String>();
        var x = left(minutes) + (10 - COLUMN) / 2;
        for (var minute : minutes) {
            var height = scaled(minute.views(), top);
            columns.add(new Column(x, decimal(HEIGHT - height), decimal(height), minute));
            if (minute.complete() || columns.size() < minutes.size()) {
                points.add(decimal(x + COLUMN / 2.0) + "," + decimal(HEIGHT - scaled(minute.visitors(), top)));
            }
            x += 10;
        }
        return new Chart(top, List.copyOf(columns), String.join(" ", points), marks(minutes, alerts));
    }

    private static List<Mark> marks(List<Snapshot.Minute> minutes, List<Alert> alerts) {
        if (minutes.isEmpty()) {
            return List.of();
        }
        var first = minutes.get(0).start();
        var marks = new ArrayList<Mark>();
        for (var alert : alerts) {
            var from = Math.max(left(minutes), left(minutes) + units(first, alert.startedAt()));
            var to = Math.min(WIDTH, left(minutes) + units(first, alert.lastSeenAt()));
            if (to >= from) {
                var x = Math.min(from, WIDTH - MIN_MARK_WIDTH);
                marks.add(new Mark(decimal(x), decimal(Math.max(MIN_MARK_WIDTH, to - x)), alert));
            }
        }
        return List.copyOf(marks);
    }

    private static int left(List<Snapshot.Minute> minutes) {
        return WIDTH - 10 * minutes.size();
    }

    private static double units(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 6_000.0;
    }

    /** The next of 10, 20, 50, 100, 200, 500 and so on, so that the scale seldom changes. */
    private static long roundUp(long value) {
        var step = 10L;
        while (true) {
            for (var factor : new int[] {1, 2, 5}) {
                if (factor * step >= value) {
                    return factor * step;
                }
            }
            step *= 10;
        }
    }

    private static double scaled(long value, long top) {
        return (double) value * HEIGHT / top;
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
