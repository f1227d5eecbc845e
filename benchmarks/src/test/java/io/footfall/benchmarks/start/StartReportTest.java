package io.footfall.benchmarks.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StartReportTest {
    @Test
    void everyServiceHasARowOfEachKindWithTheMiddleOfItsRounds() {
        var builds = List.of(
                new Build("ingest", Kind.JVM, 31.4, null),
                new Build("ingest", Kind.NATIVE, 62.8, new Build.Builder(240, 410)));
        var footprints = List.of(
                jvm(4_000), jvm(5_000), jvm(3_000), new Footprint("ingest", Kind.NATIVE, 120, 40, 60, 90, 6.25));

        var markdown =
                new StartReport(20, 1_000, 3, builds, footprints).finding().markdown();

        assertThat(markdown)
                .contains(
                        "| ingest | jvm |  |  | 31 | 4,000 (3,000-5,000) | 150 (150-150) | 180 (180-180) | 220 (220-220) | 9.5 (9.5-9.5) |")
                .contains(
                        "| ingest | native | 240 | 410 | 63 | 120 (120-120) | 40 (40-40) | 60 (60-60) | 90 (90-90) | 6.3 (6.3-6.3) |");
    }

    private static Footprint jvm(double readyMillis) {
        return new Footprint("ingest", Kind.JVM, readyMillis, 150, 180, 220, 9.5);
    }
}
