package io.footfall.dashboard.page;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws a small line without axes, here of the visitors in the last minutes. */
final class Sparkline {
    static final int WIDTH = 100;
    static final int HEIGHT = 20;

    private Sparkline() {}

    /** The points of an SVG polyline. */
    static String points(List<Long> values) {
        var most = Math.max(1, values.stream().mapToLong(Long::longValue).max().orElse(0));
        return IntStream.range(0, values.size())
                .mapToObj(index -> String.format(
                        Locale.ROOT,
                        "%.1f,%.1f",
                        (double) WIDTH * index / Math.max(1, values.size() - 1),
                        HEIGHT - (double) HEIGHT * values.get(index) / most))
                .collect(Collectors.joining(" "));
    }
}
