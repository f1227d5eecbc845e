package io.footfall.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Collects the rounds of everything that a benchmark measures, and sums them up: a row for each thing measured. */
public final class ResultTable {
    private final List<String> labels;
    private final Map<List<String>, List<Figures>> rows = new LinkedHashMap<>();

    /** @param labels titles of the first columns, which say what was measured */
    public ResultTable(String... labels) {
        this.labels = List.of(labels);
    }

    /**
     * Adds a round.
     *
     * @param row what was measured: a value for each label
     */
    public ResultTable add(Figures round, Object... row) {
        rows.computeIfAbsent(key(row), absent -> new ArrayList<>()).add(round);
        return this;
    }

    /** The median of a figure over all rounds of a row. */
    public double median(String title, Object... row) {
        return Figures.median(values(title, rows.get(key(row))));
    }

    private static double[] values(String title, List<Figures> rounds) {
        return rounds.stream().mapToDouble(round -> round.get(title)).toArray();
    }

    private static List<String> key(Object... row) {
        return Stream.of(row)
                .map(label -> label instanceof Number number ? "%,d".formatted(number.longValue()) : label.toString())
                .toList();
    }

    /** The table in Markdown. */
    public String markdown() {
        var titles = rows.values().stream()
                .flatMap(rounds -> rounds.get(0).all().keySet().stream())
                .distinct()
                .toList();
        var text = new StringBuilder(line(labels.stream(), titles.stream()));
        text.append("|---".repeat(labels.size() + titles.size())).append("|\n");
        rows.forEach(
                (row, rounds) -> text.append(line(row.stream(), titles.stream().map(title -> cell(title, rounds)))));
        return text.toString();
    }

    /** Blank if the row has no such figure. */
    private static String cell(String title, List<Figures> rounds) {
        var figure = rounds.get(0).all().get(title);
        return figure == null ? "" : figure.text(values(title, rounds));
    }

    private static String line(Stream<String> labels, Stream<String> cells) {
        return Stream.concat(labels, cells).collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
