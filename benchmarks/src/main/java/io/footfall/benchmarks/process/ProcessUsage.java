package io.footfall.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a process has used so far, as the kernel counts it, and what the whole machine has.
 *
 * @param nanos when, by the system's clock
 * @param cpu time of all its threads
 * @param residentMegabytes memory now, in mebibytes
 */
public record ProcessUsage(long nanos, CpuTime cpu, double residentMegabytes, MachineUsage machine) {
    public static ProcessUsage of(ProcessHandle process) throws IOException {
        var status = Files.readString(Path.of("/proc", Long.toString(process.pid()), "status"));
        var cpu = CpuTime.of(process.pid());
        return new ProcessUsage(System.nanoTime(), cpu, residentMegabytes(status), MachineUsage.now());
    }

    /** @param status of a process, as in {@code /proc} */
    static double residentMegabytes(String status) {
        return status.lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no VmRSS in the status of a process"));
    }

    public double cpuMicrosSince(ProcessUsage before) {
        return cpuSince(before).total().toNanos() / 1e3;
    }

    public CpuTime cpuSince(ProcessUsage before) {
        return cpu.minus(before.cpu);
    }

    public double secondsSince(ProcessUsage before) {
        return (nanos - before.nanos) / 1e9;
    }

    /** Percent of a core. */
    public double busyPercentSince(ProcessUsage before) {
        return percentSince(before, cpuSince(before).total());
    }

    /** CPU time since then as percent of a core. */
    public double percentSince(ProcessUsage before, Duration time) {
        return time.toNanos() / secondsSince(before) / 1e7;
    }

    /** What everybody on the machine used, percent of a core. */
    public double machineBusyPercentSince(ProcessUsage before) {
        return machine.busySecondsSince(before.machine) * 100 / secondsSince(before);
    }
}
