package io.footfall.sandbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.sandbox.RunningSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks the resident memory of processes. */
final class Memory {
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");
    private static final Pattern MOST_RESIDENT = Pattern.compile("(?m)^VmHWM:\\s+(\\d+) kB$");

    /** For heaps of 256 MB. */
    private static final Set<String> SERVICES = Set.of("ingest", "processor", "alerts", "dashboard");

    private static final long MOST_OF_A_SERVICE = 600_000;
    /** For heaps of 384 MB and memory-mapped files. */
    private static final long MOST_OF_A_SERVER = 800_000;

    private Memory() {}

    /** Fails if a running server or service has exceeded its limit since its start. */
    static void check(RunningSandbox sandbox) throws IOException {
        for (var name : sandbox.childNames()) {
            var most = SERVICES.contains(name) ? MOST_OF_A_SERVICE : MOST_OF_A_SERVER;
            assertThat(mostResidentKilobytes(sandbox.child(name).pid()))
                    .as("kilobytes of " + name)
                    .isLessThan(most);
        }
    }

    /** Fails if the process has exceeded its limit since its start. */
    static void check(ServiceProcess service) throws IOException {
        assertThat(mostResidentKilobytes(service.pid())).as("kilobytes").isLessThan(MOST_OF_A_SERVICE);
    }

    static long residentKilobytes(long pid) throws IOException {
        return kilobytes(pid, RESIDENT);
    }

    /** Peak resident memory since the start. */
    static long mostResidentKilobytes(long pid) throws IOException {
        return kilobytes(pid, MOST_RESIDENT);
    }

    private static long kilobytes(long pid, Pattern line) throws IOException {
        var status = line.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
        if (!status.find()) {
            throw new IOException("/proc has no such line: " + line);
        }
        return Long.parseLong(status.group(1));
    }
}
