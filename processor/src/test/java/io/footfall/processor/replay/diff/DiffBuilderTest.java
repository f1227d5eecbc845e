package io.footfall.processor.replay.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import com.dynatrace.hash4j.hashing.Hashing;
import io.footfall.events.Click;
import io.footfall.events.PageViewWindow;
import io.footfall.events.TrafficWindow;
import io.footfall.events.Window;
import io.footfall.processor.replay.version.ServingVersion;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiffBuilderTest {
    private static final long FIVE = Instant.parse("2018-01-13T05:00:00Z").toEpochMilli();
    private static final long SIX = Instant.parse("2018-01-13T06:00:00Z").toEpochMilli();

    private final DiffBuilder diff = new DiffBuilder(ServingVersion.named("unversioned"), ServingVersion.named("v2"));

    @Test
    void versionsWithTheSameRecordsAreEqual() {
        for (var side : VersionSide.values()) {
            diff.cleaned(side, click(FIVE));
            diff.rejected(side, FIVE, "not_json");
            diff.traffic(side, "a", traffic(FIVE, 3, 0, 10));
        }

        var report = report();

        assertThat(report.equal()).isTrue();
        assertThat(report.hours()).isEmpty();
        assertThat(total(report, "cleaned")).isEqualTo(DiffReport.Measure.of("cleaned", 1, 1));
        assertThat(total(report, "rejected.not_json").second()).isEqualTo(1);
    }

    @Test
    void onlyTheHourAndTheMeasureThatDifferAreListed() {
        diff.cleaned(VersionSide.FIRST, click(FIVE));
        diff.cleaned(VersionSide.FIRST, click(SIX));
        diff.cleaned(VersionSide.SECOND, click(FIVE));
        diff.outOfMarket(VersionSide.SECOND, click(SIX));

        var report = report();

        assertThat(report.equal()).isFalse();
        assertThat(report.hours())
                .containsExactly(new DiffReport.Hour(
                        "2018-01-13T06:00:00.000Z",
                        List.of(
                                DiffReport.Measure.of("cleaned", 1, 0),
                                DiffReport.Measure.of("cleaned.page_openings", 1, 0),
                                DiffReport.Measure.of("out_of_market", 0, 1))));
    }

    @Test
    void differencesThatCancelOutOverTheHoursStillDiffer() {
        diff.forbidden(VersionSide.FIRST, click(FIVE));
        diff.forbidden(VersionSide.SECOND, click(SIX));

        assertThat(report().equal()).isFalse();
        assertThat(total(report(), "forbidden").differs()).isFalse();
    }

    @Test
    void theNewestRecordOfAWindowCounts() {
        diff.pageViews(VersionSide.FIRST, "a", pageViews(1, false));
        diff.pageViews(VersionSide.FIRST, "a", pageViews(7, true));
        diff.pageViews(VersionSide.SECOND, "a", pageViews(7, true));

        assertThat(total(report(), "ddos.count")).isEqualTo(DiffReport.Measure.of("ddos.count", 7, 7));
    }

    @Test
    void windowsThatAreNotFinalInBothAreListedAndNotCompared() {
        diff.pageViews(VersionSide.FIRST, "a", pageViews(7, true));
        diff.pageViews(VersionSide.SECOND, "a", pageViews(1, false));
        diff.pageViews(VersionSide.FIRST, "b", pageViews(7, true));
        diff.pageViews(VersionSide.SECOND, "c", pageViews(7, true));
        diff.pageViews(VersionSide.SECOND, "d", pageViews(7, true));
        diff.pageViews(VersionSide.SECOND, "d", null);

        var report = report();

        assertThat(report.windows()).contains(new DiffReport.Windows("clicks-calculated-ddos", 0, 1, 1, 1));
        assertThat(report.totals()).isEmpty();
    }

    @Test
    void visitorsOfSeveralWindowsAndHoursAreCountedOnce() {
        for (var side : VersionSide.values()) {
            diff.traffic(side, "a", traffic(FIVE, 1, 0, 100));
            diff.traffic(side, "b", traffic(FIVE + 10_000, 1, 0, 100));
            diff.traffic(side, "c", traffic(SIX, 1, 0, side == VersionSide.FIRST ? 100 : 200));
        }

        var report = report();

        assertThat(total(report, "traffic.visitors").first()).isBetween(95L, 105L);
        assertThat(total(report, "traffic.visitors").second()).isBetween(190L, 210L);
        assertThat(report.hours()).extracting(DiffReport.Hour::hour).containsExactly("2018-01-13T06:00:00.000Z");
    }

    @Test
    void theNumberOfHoursIsBounded() {
        for (var side : VersionSide.values()) {
            IntStream.range(0, 20_100).forEach(hour -> diff.cleaned(side, click(hour * 3_600_000L)));
        }
        diff.cleaned(VersionSide.SECOND, click(30_000 * 3_600_000L));

        var report = report();

        assertThat(report.hours()).extracting(DiffReport.Hour::hour).containsExactly(HourlyCounts.OTHER);
        assertThat(total(report, "cleaned")).isEqualTo(DiffReport.Measure.of("cleaned", 20_100, 20_101));
    }

    @Test
    void theTableListsDifferencesAndAllTotals() {
        diff.compared("clicks-cleaned", 0, new OffsetRange(5, 1_239));
        diff.cleaned(VersionSide.FIRST, click(FIVE));
        diff.rejected(VersionSide.FIRST, FIVE, "not_json");
        diff.rejected(VersionSide.SECOND, FIVE, "not_json");

        var table = DiffTable.of(report()).lines().toList();

        assertThat(table.get(0)).isEqualTo("v2 against unversioned, of the same 1,234 clicks");
        assertThat(table).contains("clicks-cleaned: partition 0 is compared from offset 5 of clicks on");
        assertThat(table.stream().filter(line -> line.startsWith("2018-01-13T05:00:00.000Z")))
                .hasSize(2)
                .allMatch(line -> line.matches(".* cleaned(\\.page_openings)? +1 +0 +-1"));
        assertThat(table).anyMatch(line -> line.matches("total +rejected\\.not_json +1 +1 +="));
        assertThat(table.get(table.size() - 1)).isEqualTo("different");
    }

    private DiffReport report() {
        return diff.report(Instant.EPOCH);
    }

    private static DiffReport.Measure total(DiffReport report, String measure) {
        return report.totals().stream()
                .filter(total -> total.measure().equals(measure))
                .findFirst()
                .orElseThrow();
    }

    private static Click click(long time) {
        return new Click("mobile", time, "Title", "BE", 0, "ios", "https://news.example/", 0, "safari");
    }

    private static PageViewWindow pageViews(long count, boolean isFinal) {
        return new PageViewWindow(
                Window.starting(FIVE, Window.FLAGGED),
                true,
                count,
                0,
                new PageViewWindow.OutOfMarket(0, 0),
                0,
                0,
                isFinal);
    }

    private static TrafficWindow traffic(long start, long clicks, int firstVisitor, int visitors) {
        var sketch = UltraLogLog.create(11);
        IntStream.range(firstVisitor, visitors)
                .forEach(visitor -> sketch.add(
                        Hashing.komihash5_0().hashStream().putInt(visitor).getAsLong()));
        return new TrafficWindow(
                Window.starting(start, Window.TRAFFIC),
                clicks,
                clicks,
                visitors,
                Base64.getEncoder().encodeToString(sketch.getState()),
                List.of(),
                0,
                0,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                0,
                0,
                0,
                true);
    }
}
