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
 * @param residentKilobytes memory now
 * @param peakKilobytes memory at most
 */
public record ProcessUsage(long nanos, Duration cpu, long residentKilobytes, long peakKilobytes) {
    public static ProcessUsage of(ProcessHandle process) throws IOException {
        var status = Files.readString(Path.of("/proc", Long.toString(process.pid()), "status"));
        var cpu = process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new IOException("the CPU time of process " + process.pid() + " is unknown"));
        return new ProcessUsage(System.nanoTime(), cpu, kilobytes(status, "VmRSS"), kilobytes(status, "VmHWM"));
    }

    static long kilobytes(String status, String field) {
        return status.lines()
                .filter(line -> line.startsWith(field + ":"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + field + " in the status of a process"));
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

    /** Resident memory in MiB. */
    public double residentMegabytes() {
        return residentKilobytes / 1024.0;
    }

    public double peakMegabytes() {
        return peakKilobytes / 1024.0;
    }
}
