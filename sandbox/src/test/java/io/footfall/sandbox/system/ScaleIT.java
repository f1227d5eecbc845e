package io.footfall.sandbox.system;

import static io.footfall.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.footfall.events.ClickCounts;
import io.footfall.sandbox.RunningSandbox;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Totals do not depend on the number of processors, nor on how often that number changes. */
class ScaleIT {
    private static final String IDLE = "PT3S";

    private ClickSample sample;
    private RunningSandbox sandbox;

    @Test
    void totalsAreTheSameForAnyNumberOfProcessorsAndWhileTheyChange(@TempDir Path directory) throws Exception {
        sample = ClickSample.take(directory);
        try (var running = RunningSandbox.ready(
                directory.resolve("data"),
                Map.of("FOOTFALL_PROCESSOR_IDLE_TIMEOUT", IDLE),
                "--replay=" + sample.file(),
                "--times=original",
                "--speed=3")) {
            sandbox = running;
            processorsComeAndGo(directory);
            await().atMost(PATIENCE).untilAsserted(this::everyClickIsCountedAndStoredOnce);

            two(directory);
            three(directory);
            assertThat(sandbox.stored("clicks")).as("the same points again").isEqualTo(sample.cleaned());
        }
    }

    private void processorsComeAndGo(Path directory) throws Exception {
        await().atMost(PATIENCE).until(() -> sandbox.count("clicks-cleaned") > 100);
        try (var second = Replica.start(sandbox, "", IDLE, directory)) {
            second.awaitClicks();
            sandbox.kill("processor");
            assertThat(sandbox.count("clicks")).as("killed in the middle").isLessThan(sample.lines());
            try (var third = Replica.start(sandbox, "", IDLE, directory)) {
                third.awaitTasks();
                second.kill();
                sandbox.awaitLine("REPLAYED", PATIENCE);
                await().atMost(PATIENCE)
                        .until(() -> sandbox.count("clicks-cleaned") + sandbox.count("clicks-out-of-market")
                                >= sample.lines() / 2);
            }
        }
    }

    private void everyClickIsCountedAndStoredOnce() throws Exception {
        assertThat(sandbox.count("clicks-cleaned")).isEqualTo(sample.cleaned());
        assertThat(sandbox.count("clicks-out-of-market")).isEqualTo(sample.outOfMarket());
        assertThat(sandbox.count("clicks-rejected")).isEqualTo(sample.rejected());
        assertThat(sandbox.count("clicks-calculated-forbidden")).isEqualTo(sample.forbidden());
        assertThat(Totals.finalFlagged(sandbox, "clicks-calculated-ddos")).isEqualTo(sample.flagged());
        assertThat(sandbox.stored("clicks")).isEqualTo(sample.cleaned());
        assertThat(StoredPoints.committed(sandbox)).isEqualTo(sample.cleaned());
        assertThat(StoredPoints.received(sandbox)).isEqualTo(sample.cleaned());
        assertThat(StoredPoints.measured(sandbox)).isEqualTo(sample.cleaned());
        assertThat(Totals.clickCounts(sandbox))
                .hasSize(4)
                .allSatisfy(ScaleIT::isBalanced)
                .satisfies(accounts -> assertThat(
                                accounts.stream().mapToLong(ClickCounts::read).sum())
                        .isEqualTo(sample.lines()));
    }

    private static void isBalanced(ClickCounts account) {
        var rejected =
                account.rejected().values().stream().mapToLong(Long::longValue).sum();
        assertThat(account.read()).isEqualTo(account.cleaned() + account.outOfMarket() + rejected);
        assertThat(account.inFlight()).isZero();
    }

    private void two(Path directory) throws Exception {
        try (var first = Replica.start(sandbox, "r2", IDLE, directory);
                var second = Replica.start(sandbox, "r2", IDLE, directory)) {
            awaitTotals("-r2");
            assertThat(first.clicks() + second.clicks()).isEqualTo(sample.lines());
        }
    }

    private void three(Path directory) throws Exception {
        try (var first = Replica.start(sandbox, "r3", IDLE, directory);
                var second = Replica.start(sandbox, "r3", IDLE, directory);
                var third = Replica.start(sandbox, "r3", IDLE, directory)) {
            awaitTotals("-r3");
            assertThat(first.clicks() + second.clicks() + third.clicks()).isEqualTo(sample.lines());
        }
    }

    private void awaitTotals(String suffix) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(sandbox.topics()).contains("clicks-calculated-ddos" + suffix);
            assertThat(sandbox.count("clicks-cleaned" + suffix)).isEqualTo(sample.cleaned());
            assertThat(Totals.finalFlagged(sandbox, "clicks-calculated-ddos" + suffix))
                    .isEqualTo(sample.flagged());
        });
    }
}
