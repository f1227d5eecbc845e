package io.footfall.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * CPU time of all cores together since the machine was started, in ticks of the kernel.
 *
 * @param busy spent on any process or by the kernel, or taken by other virtual machines
 * @param idle left over
 */
public record MachineUsage(long busy, long idle) {
    /** Ticks a second, the same wherever the JVM runs on Linux. */
    static final int TICKS_A_SECOND = 100;

    private static final int IDLE = 3;
    private static final int WAITS_FOR_DISK = 4;
    /** What follows them, the time of guests, is counted in user time too. */
    private static final int KINDS = 8;

    public static MachineUsage now() throws IOException {
        return of(Files.readString(Path.of("/proc/stat")));
    }

    /** @param stat of the machine, as in {@code /proc} */
    static MachineUsage of(String stat) {
        var ticks = Arrays.stream(stat.lines().findFirst().orElseThrow().split(" +"))
                .skip(1)
                .limit(KINDS)
                .mapToLong(Long::parseLong)
                .toArray();
        var idle = ticks[IDLE] + ticks[WAITS_FOR_DISK];
        return new MachineUsage(Arrays.stream(ticks).sum() - idle, idle);
    }

    /** Percent of all cores that nobody used. */
    public double idlePercentSince(MachineUsage before) {
        double unused = idle - before.idle;
        return unused * 100 / (unused + busy - before.busy);
    }

    double busySecondsSince(MachineUsage before) {
        return (double) (busy - before.busy) / TICKS_A_SECOND;
    }
}
