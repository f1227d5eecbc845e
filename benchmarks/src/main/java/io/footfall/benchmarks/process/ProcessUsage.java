package io.footfall.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a process has used so far, as the kernel counts it.
 *
 * @param nanos when, by the system's clock
 * @param cpu user and system time of all its threads
 * @param residentMegabytes memory now, in mebibytes
 */
public record ProcessUsage(long nanos, Duration cpu, double residentMegabytes) {
    public static ProcessUsage of(ProcessHandle process) throws IOException {
        var status = Files.readString(Path.of("/proc", Long.toString(process.pid()), "status"));
        var cpu = process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new IOException("the CPU time of process " + process.pid() + " is unknown"));
        return new ProcessUsage(System.nanoTime(), cpu, residentMegabytes(status));
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
        return cpu.minus(before.cpu).toNanos() / 1e3;
    }

    public double secondsSince(ProcessUsage before) {
        return (nanos - before.nanos) / 1e9;
    }

    /** Percent of a core. */
    public double busyPercentSince(ProcessUsage before) {
        return cpuMicrosSince(before) / secondsSince(before) / 1e4;
    }
}
