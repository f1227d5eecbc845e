package io.footfall.benchmarks.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * CPU time of a process.
 *
 * @param user of its own code
 * @param system of the kernel on its behalf
 * @param compiler what the JIT compilers' threads took of both; a thread that has ended does not count
 */
public record CpuTime(Duration user, Duration system, Duration compiler) {
    private static final int USER = 11;
    private static final int SYSTEM = 12;

    static CpuTime of(long pid) throws IOException {
        var process = Path.of("/proc", Long.toString(pid));
        var stat = Files.readString(process.resolve("stat"));
        var compiler = Duration.ZERO;
        for (var thread : Stream.of(process.resolve("task").toFile().listFiles())
                .map(File::toPath)
                .toList()) {
            compiler = compiler.plus(
                    read(thread.resolve("stat")).map(CpuTime::ofCompiler).orElse(Duration.ZERO));
        }
        return new CpuTime(ticks(stat, USER), ticks(stat, SYSTEM), compiler);
    }

    /** Empty if the thread has just ended. */
    private static Optional<String> read(Path stat) throws IOException {
        try {
            return Optional.of(Files.readString(stat));
        } catch (NoSuchFileException ended) {
            return Optional.empty();
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("No such process")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** @param stat of a thread, as in {@code /proc}; its name is in parentheses, cut after 15 characters */
    static Duration ofCompiler(String stat) {
        return stat.contains("(C1 Compiler") || stat.contains("(C2 Compiler")
                ? ticks(stat, USER).plus(ticks(stat, SYSTEM))
                : Duration.ZERO;
    }

    private static Duration ticks(String stat, int field) {
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Duration.ofMillis(Long.parseLong(fields[field]) * 1_000 / MachineUsage.TICKS_A_SECOND);
    }

    public Duration total() {
        return user.plus(system);
    }

    /** Of two compilers' threads one may have ended since. */
    CpuTime minus(CpuTime before) {
        var compiled = compiler.minus(before.compiler);
        return new CpuTime(
                user.minus(before.user), system.minus(before.system), compiled.isNegative() ? Duration.ZERO : compiled);
    }
}
