package io.footfall.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown, also readable as it stands. */
public final class Table {
    private final List<String> lines = new ArrayList<>();

    public Table(String... titles) {
        row(titles);
        lines.add("|---".repeat(titles.length) + "|");
    }

    public Table row(String... cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
        return this;
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
