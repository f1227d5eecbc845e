package io.footfall.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VitalsTest {
    private static final String STATUS = "Name:\tjava\nVmHWM:\t  290200 kB\nVmRSS:\t  289000 kB\nThreads:\t40\n";

    @Test
    void memoryIsReadFromAProcessesStatus() {
        assertThat(Vitals.kilobytes(STATUS, "VmRSS")).isEqualTo(289_000);
        assertThat(Vitals.kilobytes(STATUS, "VmHWM")).isEqualTo(290_200);
    }
}
