package io.footfall.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessUsageTest {
    private static final String STATUS = "Name:\tjava\nVmHWM:\t  290200 kB\nVmRSS:\t  289000 kB\nThreads:\t40\n";

    @Test
    void memoryIsReadFromTheStatusOfAProcess() {
        assertThat(ProcessUsage.residentMegabytes(STATUS)).isEqualTo(289_000 / 1_024.0);
    }

    @Test
    void thisProcessHasUsedTimeAndMemory() throws IOException {
        var usage = ProcessUsage.of(ProcessHandle.current());

        assertThat(usage.cpu()).isPositive();
        assertThat(usage.residentMegabytes()).isGreaterThan(10);
    }

    @Test
    void halfASecondOfWorkInTwoSecondsIsAQuarterOfACore() {
        var before = new ProcessUsage(0, Duration.ofMillis(100), 1);
        var after = new ProcessUsage(2_000_000_000, Duration.ofMillis(600), 1);

        assertThat(after.cpuMicrosSince(before)).isEqualTo(500_000);
        assertThat(after.busyPercentSince(before)).isEqualTo(25);
    }
}
