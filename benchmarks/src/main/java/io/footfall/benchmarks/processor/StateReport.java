package io.footfall.benchmarks.processor;

import io.footfall.benchmarks.report.Finding;
import io.footfall.benchmarks.report.Table;
import java.util.List;

/**
 * The processor's memory after little and after much.
 *
 * @param early after the first clicks of a long run
 * @param late after its last
 * @param fewArticles after another run
 * @param manyArticles after one with as many clicks
 */
record StateReport(Sample early, Sample late, Sample fewArticles, Sample manyArticles) {
    /** How much more resident memory still counts as the same. */
    private static final double MARGIN = 0.10;

    /** And how much more of the heap, which may leak for long before the process grows. */
    private static final double LIVE_MARGIN_MEGABYTES = 10;

    /** What was seen at one time; live is what is left in the heap after a collection. */
    record Sample(long clicks, int articles, double residentMegabytes, double liveMegabytes) {
        @Override
        public String toString() {
            return "%,d clicks on %,d articles: RSS %.0f MB, live heap %.0f MB"
                    .formatted(clicks, articles, residentMegabytes, liveMegabytes);
        }
    }

    Finding finding() {
        var sound = isSame(early, late) && isSame(fewArticles, manyArticles);
        var markdown =
                "Resident memory with more clicks and with more articles differs by %+.0f %% and %+.0f %%; up to %+.0f %%, and %.0f MB of live heap, count as the same.%n%n%s"
                        .formatted(
                                growth(early, late),
                                growth(fewArticles, manyArticles),
                                MARGIN * 100,
                                LIVE_MARGIN_MEGABYTES,
                                table());
        return new Finding("processor-state", markdown, this, sound);
    }

    private Table table() {
        var table = new Table("clicks", "distinct articles", "RSS MB", "live heap MB");
        for (var sample : List.of(early, late, fewArticles, manyArticles)) {
            table.row(
                    "%,d".formatted(sample.clicks()),
                    "%,d".formatted(sample.articles()),
                    "%.0f".formatted(sample.residentMegabytes()),
                    "%.1f".formatted(sample.liveMegabytes()));
        }
        return table;
    }

    private static boolean isSame(Sample less, Sample more) {
        return growth(less, more) <= MARGIN * 100
                && more.liveMegabytes() - less.liveMegabytes() <= LIVE_MARGIN_MEGABYTES;
    }

    /** In percent. */
    private static double growth(Sample less, Sample more) {
        return (more.residentMegabytes() / less.residentMegabytes() - 1) * 100;
    }
}
