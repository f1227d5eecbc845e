package io.footfall.sandbox.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.footfall.sandbox.RunningSandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The processor is killed while clicks pass through it: nothing is lost and nothing is counted twice. */
class CrashIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void aKilledProcessorLosesNothingAndCountsNothingTwice(@TempDir Path directory) throws Exception {
        var sample = ClickSample.take(directory);
        try (var sandbox = RunningSandbox.ready(
                directory.resolve("data"),
                Map.of("FOOTFALL_PROCESSOR_IDLE", "PT3S"),
                "--replay=" + sample.file(),
                "--times=original",
                "--speed=3")) {
            await().atMost(PATIENCE).until(() -> sandbox.count("clicks-cleaned") > 100);
            sandbox.kill("processor");
            assertThat(sandbox.count("clicks")).as("killed in the middle").isLessThan(sample.lines());
            sandbox.awaitLine("REPLAYED", PATIENCE);

            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(sandbox.count("clicks-cleaned")).isEqualTo(sample.cleaned());
                assertThat(sandbox.stored("clicks")).isEqualTo(sample.cleaned());
                assertThat(Totals.finalFlagged(sandbox, "clicks-calculated-ddos"))
                        .isEqualTo(sample.flagged());
                assertThat(StoredPoints.committed(sandbox)).isEqualTo(sample.cleaned());
                assertThat(StoredPoints.told(sandbox)).isEqualTo(sample.cleaned());
                assertThat(StoredPoints.measured(sandbox)).isEqualTo(sample.cleaned());
            });
            assertThat(sandbox.count("clicks-out-of-market")).isEqualTo(sample.outOfMarket());
            assertThat(sandbox.count("clicks-rejected")).isEqualTo(sample.rejected());
            assertThat(sandbox.count("clicks-calculated-forbidden")).isEqualTo(sample.forbidden());
        }
    }
}
