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

        assertThat(usage.cpu().total()).isPositive();
        assertThat(usage.cpu().compiler()).isPositive().isLessThan(usage.cpu().total());
        assertThat(usage.machine().busy()).isPositive();
        assertThat(usage.residentMegabytes()).isGreaterThan(10);
    }

    @Test
    void halfASecondOfWorkInTwoSecondsIsAQuarterOfACore() {
        var before = usage(0, 60, 40, 30, 1_000, 100);
        var after = usage(2_000, 460, 140, 90, 1_300, 200);

        assertThat(after.cpuMicrosSince(before)).isEqualTo(500_000);
        assertThat(after.busyPercentSince(before)).isEqualTo(25);
    }

    @Test
    void userSystemAndCompilersAreApart() {
        var cpu = usage(2_000, 460, 140, 90, 0, 0).cpuSince(usage(0, 60, 40, 30, 0, 0));

        assertThat(cpu.user()).hasMillis(400);
        assertThat(cpu.system()).hasMillis(100);
        assertThat(cpu.compiler()).hasMillis(60);
    }

    @Test
    void aCompilerThreadThatHasEndedIsNoNegativeTime() {
        assertThat(usage(1, 1, 0, 10, 0, 0).cpuSince(usage(0, 0, 0, 30, 0, 0)).compiler())
                .isZero();
    }

    @Test
    void whatTheMachineHadLeftIsCountedOverAllCores() {
        var before = usage(0, 0, 0, 0, 1_000, 100);
        var after = usage(2_000, 0, 0, 0, 1_300, 200);

        assertThat(after.machineBusyPercentSince(before)).isEqualTo(150);
        assertThat(after.machine().idlePercentSince(before.machine())).isEqualTo(25);
    }

    @Test
    void theMachinesTimesAreReadFromTheFirstLineOfItsStat() {
        var stat = "cpu  100 20 30 4000 50 6 7 8 90 0\ncpu0 1 1 1 1 1 1 1 1 0 0\n";

        assertThat(MachineUsage.of(stat)).isEqualTo(new MachineUsage(100 + 20 + 30 + 6 + 7 + 8, 4_050));
    }

    @Test
    void onlyThreadsOfCompilersCountAsCompilers() {
        var rest = " S 1 2 3 0 -1 4194624 5 0 0 0 12 3 0 0 20";

        assertThat(CpuTime.ofCompiler("77 (C2 CompilerThre)" + rest)).hasMillis(150);
        assertThat(CpuTime.ofCompiler("78 (C1 CompilerThre)" + rest)).hasMillis(150);
        assertThat(CpuTime.ofCompiler("79 (GC Thread#0)" + rest)).isZero();
    }

    private static ProcessUsage usage(long millis, long user, long system, long compiler, long busy, long idle) {
        var cpu = new CpuTime(Duration.ofMillis(user), Duration.ofMillis(system), Duration.ofMillis(compiler));
        return new ProcessUsage(millis * 1_000_000, cpu, 1, new MachineUsage(busy, idle));
    }
}
