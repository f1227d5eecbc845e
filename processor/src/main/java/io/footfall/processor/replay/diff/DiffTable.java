package io.footfall.processor.replay.diff;

import java.util.Locale;
import java.util.stream.Collectors;

/** Formats a report as text: differences by hour and measure, then the totals of every measure. */
public final class DiffTable {
    private static final String ROW = "%-24s  %-36s %15s %15s %15s%n";

    private DiffTable() {}

    public static String of(DiffReport report) {
        var text = new StringBuilder();
        text.append(
                "%s against %s, of the same %,d clicks%n".formatted(report.second(), report.first(), clicks(report)));
        for (var windows : report.windows()) {
            text.append("%s: %,d windows compared, only in %s %,d, only in %s %,d, not final %,d%n"
                    .formatted(
                            windows.topic(),
                            windows.compared(),
                            report.first(),
                            windows.onlyInFirst(),
                            report.second(),
                            windows.onlyInSecond(),
                            windows.notFinal()));
        }
        text.append(incomplete(report));
        text.append(ROW.formatted("hour", "measure", report.first(), report.second(), "difference"));
        report.hours().forEach(hour -> hour.differences().forEach(measure -> text.append(row(hour.hour(), measure))));
        report.totals().forEach(total -> text.append(row("total", total)));
        return text.append(report.equal() ? "equal" : "different")
                .append(System.lineSeparator())
                .toString();
    }

    /** Topics may cover different ranges of clicks; this is the largest number. */
    private static long clicks(DiffReport report) {
        return report.clicks().stream()
                .collect(Collectors.groupingBy(
                        DiffReport.Clicks::topic, Collectors.summingLong(range -> range.to() - range.from())))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    /** Names the clicks that were left out because their derived records have been deleted. */
    private static String incomplete(DiffReport report) {
        return report.clicks().stream()
                .filter(range -> range.from() > 0)
                .map(range -> "%s: partition %d is compared from offset %,d of clicks on%n"
                        .formatted(range.topic(), range.partition(), range.from()))
                .collect(Collectors.joining());
    }

    private static String row(String hour, DiffReport.Measure measure) {
        return ROW.formatted(
                hour,
                measure.measure(),
                number(measure.first()),
                number(measure.second()),
                measure.differs() ? String.format(Locale.ROOT, "%+,d", measure.difference()) : "=");
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
