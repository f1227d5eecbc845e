package io.footfall.sandbox.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What a process has of the machine's memory, as the kernel counts it. */
final class Memory {
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");
    private static final Pattern MOST_RESIDENT = Pattern.compile("(?m)^VmHWM:\\s+(\\d+) kB$");

    private Memory() {}

    static long residentKilobytes(long pid) throws IOException {
        return kilobytes(pid, RESIDENT);
    }

    /** The most that it has had since it was started. */
    static long mostResidentKilobytes(long pid) throws IOException {
        return kilobytes(pid, MOST_RESIDENT);
    }

    private static long kilobytes(long pid, Pattern line) throws IOException {
        var status = line.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
        if (!status.find()) {
            throw new IOException("the kernel does not tell: " + line);
        }
        return Long.parseLong(status.group(1));
    }
}
