package io.footfall.benchmarks.processor;

import static io.footfall.benchmarks.processor.MeasuredProgram.BARE_LOOP;
import static io.footfall.benchmarks.processor.MeasuredProgram.PROCESSOR;
import static io.footfall.benchmarks.processor.MeasuredProgram.SPARK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.footfall.benchmarks.process.CpuTime;
import io.footfall.benchmarks.process.MachineUsage;
import io.footfall.benchmarks.process.ProcessUsage;
import io.footfall.benchmarks.processor.PassRunner.UsageAt;
import io.footfall.benchmarks.report.Figures;
import io.footfall.benchmarks.report.ResultTable;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessorCommandTest {
    private final ProcessorCommand comparison = new ProcessorCommand();
    private final ResultTable table = new ResultTable("");

    @Test
    void figuresOfAPassCoverOnlyTheMeasuredClicks() {
        var figures = PassRunner.between(usage(1_000, 5, 0, 2_000, 1_000), usage(3_000, 7, 10, 3_000, 1_500));

        assertThat(figures.get(PassRunner.CLICKS)).isCloseTo(1_000, within(0.001));
        assertThat(figures.get(PassRunner.CPU)).isCloseTo(500, within(0.001));
        assertThat(figures.get("broker CPU us/click")).isCloseTo(250, within(0.001));
        assertThat(figures.get("RSS MB")).isCloseTo(10, within(0.001));
    }

    @Test
    void aPassThatIsTooShortIsRefused() {
        var end = usage(3_000, 7, 10, 3_000, 1_500);

        assertThatThrownBy(() -> PassRunner.between(end, end)).hasMessageContaining("too few clicks");
    }

    @Test
    void theMediansOfAllPassesAreCompared() {
        add(BARE_LOOP, 6, 2, 5);
        add(PROCESSOR, 15, 20, 10);

        var report = comparison.costReport(table);

        assertThat(report.passed()).isFalse();
        assertThat(report.markdown())
                .contains("4,000,000 clicks, measured from 25 %")
                .contains("| processor | 15.00 (10.00-20.00) |")
                .contains("| processor to bare loop | 3.00 | 1.00 | 1.00 |");
    }

    @Test
    void twiceTheBareLoopIsAllowed() {
        add(BARE_LOOP, 5);
        add(PROCESSOR, 10);

        assertThat(comparison.costReport(table).passed()).isTrue();
    }

    @Test
    void sparkIsComparedWithTheProcessorAndTheProcessorWithTheBareLoop() {
        add(BARE_LOOP, 1);
        add(PROCESSOR, 2, 3, 100);
        add(SPARK, 20);

        assertThat(comparison.sparkReport(table).markdown())
                .contains("| spark to processor | 6.67 | 1.00 | 1.00 |")
                .contains("| processor to bare loop | 3.00 | 1.00 | 1.00 |");
    }

    private void add(MeasuredProgram program, double... cpuMicros) {
        for (var cpu : cpuMicros) {
            var figures = new Figures()
                    .range(PassRunner.CPU, 2, cpu)
                    .range(PassRunner.CLICKS, 0, 1)
                    .range(PassRunner.FIRST_OUTPUT, 1, 1);
            table.add(figures, program);
        }
    }

    private static UsageAt usage(long clicks, long seconds, long megabytes, long serverMillis, long brokerMillis) {
        var nanos = seconds * 1_000_000_000;
        return new UsageAt(clicks, usage(nanos, serverMillis, megabytes), usage(nanos, brokerMillis, 0));
    }

    private static ProcessUsage usage(long nanos, long millis, long megabytes) {
        var cpu = new CpuTime(Duration.ofMillis(millis), Duration.ZERO, Duration.ZERO);
        return new ProcessUsage(nanos, cpu, megabytes, new MachineUsage(millis, nanos));
    }
}
