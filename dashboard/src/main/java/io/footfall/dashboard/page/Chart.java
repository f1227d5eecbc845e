package io.footfall.dashboard.page;

import io.footfall.dashboard.board.Board;
import io.footfall.dashboard.board.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Takes the minutes and gives the chart's geometry: a column of views for each, a line of visitors
 * across, the newest minute always at the right edge. The line waits for that minute to be complete:
 * it would seem to fall at each full minute.
 *
 * @param top the number at the upper edge
 * @param columns one for each minute
 * @param line points of the visitors' line as SVG writes them
 */
public record Chart(long top, List<Column> columns, String line) {
    /** Width and height of the drawing, in its own units. */
    public static final int WIDTH = Board.MINUTES * 10;

    public static final int HEIGHT = 100;

    private static final int COLUMN = 7;

    /** A column's place, size and minute. */
    public record Column(int x, String y, String height, Snapshot.Minute minute) {}

    static Chart of(List<Snapshot.Minute> minutes) {
        var top = roundedUp(minutes.stream()
                .mapToLong(minute -> Math.max(minute.views(), minute.visitors()))
                .max()
                .orElse(0));
        var columns = new ArrayList<Column>();
        var points = new ArrayList<String>();
        var x = WIDTH - 10 * minutes.size() + (10 - COLUMN) / 2;
        for (var minute : minutes) {
            var height = scaled(minute.views(), top);
            columns.add(new Column(x, decimal(HEIGHT - height), decimal(height), minute));
            if (minute.complete() || columns.size() < minutes.size()) {
                points.add(decimal(x + COLUMN / 2.0) + "," + decimal(HEIGHT - scaled(minute.visitors(), top)));
            }
            x += 10;
        }
        return new Chart(top, List.copyOf(columns), String.join(" ", points));
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
