package io.footfall.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a process has used so far, as the kernel counts it.
 *
 * @param cpu user and system time of all its threads
 * @param residentKilobytes memory it has now
 * @param mostResidentKilobytes memory it had at most
 */
public record Vitals(Duration cpu, long residentKilobytes, long mostResidentKilobytes) {

    public static Vitals of(ProcessHandle process) throws IOException {
        var status = Files.readString(Path.of("/proc", Long.toString(process.pid()), "status"));
        var cpu = process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new IOException("the system does not tell the CPU time of " + process.pid()));
        return new Vitals(cpu, kilobytes(status, "VmRSS"), kilobytes(status, "VmHWM"));
    }

    static long kilobytes(String status, String field) {
        return status.lines()
                .filter(line -> line.startsWith(field + ":"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + field + " in a process's status"));
    }
}
