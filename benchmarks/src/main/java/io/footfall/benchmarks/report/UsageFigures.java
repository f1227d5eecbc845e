package io.footfall.benchmarks.report;

import io.footfall.benchmarks.process.ProcessUsage;

/** Adds what a server used, and what the machine had left, to the figures of a round. */
public final class UsageFigures {
    public static final String MACHINE_IDLE = "machine idle %";

    private UsageFigures() {}

    /** Adds how busy a process was: percent of a core, and how much of it in user and system time and in JIT compilers. */
    public static Figures busy(Figures figures, ProcessUsage before, ProcessUsage after) {
        var cpu = after.cpuSince(before);
        return figures.range("% of a core", 1, after.busyPercentSince(before))
                .range("user", 1, after.percentSince(before, cpu.user()))
                .range("system", 1, after.percentSince(before, cpu.system()))
                .range("of both JIT", 1, after.percentSince(before, cpu.compiler()));
    }

    /** Adds what of a server's CPU time for each click or request was system time, and what went to JIT compilers. */
    public static Figures ofCpu(Figures figures, ProcessUsage before, ProcessUsage after, double number) {
        var cpu = after.cpuSince(before);
        return figures.range("of it system", 1, cpu.system().toNanos() / 1e3 / number)
                .range("of it JIT", 1, cpu.compiler().toNanos() / 1e3 / number);
    }

    /**
     * Adds what the machine was: idle, or busy with something else.
     *
     * @param ownPercent what all processes of the benchmark used, percent of a core
     */
    public static Figures machine(Figures figures, ProcessUsage before, ProcessUsage after, double ownPercent) {
        return idle(figures, before, after)
                .range("others, % of a core", 0, Math.max(0, after.machineBusyPercentSince(before) - ownPercent));
    }

    /** Adds the share of all cores that nobody used; a row says if there was next to none. */
    public static Figures idle(Figures figures, ProcessUsage before, ProcessUsage after) {
        return figures.idle(MACHINE_IDLE, after.machine().idlePercentSince(before.machine()));
    }
}
