package io.footfall.dashboard.page;

import io.footfall.dashboard.board.Board;
import io.footfall.dashboard.board.Snapshot;
import io.footfall.events.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Takes the minutes and the alerts and gives the chart's geometry: a column of views for each minute, a
 * line of visitors across, a mark behind for each alert, the newest minute always at the right edge.
 * The line waits for that minute to be complete: it would seem to fall at each full minute.
 *
 * @param top the number at the upper edge
 * @param columns one for each minute
 * @param line points of the visitors' line as SVG writes them
 * @param marks one for each alert of the hour
 */
public record Chart(long top, List<Column> columns, String line, List<Mark> marks) {
    /** Width and height of the drawing, in its own units. */
    public static final int WIDTH = Board.MINUTES * 10;

    public static final int HEIGHT = 100;

    private static final int COLUMN = 7;
    private static final double LEAST_MARK = 3;

    /** A column's place, size and minute. */
    public record Column(int x, String y, String height, Snapshot.Minute minute) {}

    /** From when to when, in event time, an alert was seen. */
    public record Mark(String x, String width, Alert alert) {}

    static Chart of(List<Snapshot.Minute> minutes, List<Alert> alerts) {
        var top = roundedUp(minutes.stream()
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
                var x = Math.min(from, WIDTH - LEAST_MARK);
                marks.add(new Mark(decimal(x), decimal(Math.max(LEAST_MARK, to - x)), alert));
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

    /** The next of 10, 20, 50, 100, 200, 500 and so on, so that the scale seldom jumps. */
    private static long roundedUp(long value) {
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
