package io.footfall.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * Under which conditions something was measured.
 *
 * @param time when it began
 * @param commandLine what was asked for
 * @param commit of the working copy, with {@code -dirty} if it was changed since
 * @param serverFlags of the measured JVMs
 * @param loadAverage of the machine, the minute before
 * @param versions of the libraries that the measured programs are built on
 */
public record Conditions(
        String time,
        String commandLine,
        String commit,
        String jdk,
        List<String> serverFlags,
        String system,
        String processor,
        int cores,
        double loadAverage,
        Map<String, String> versions) {

    public static Conditions now(
            Path project, String commandLine, List<String> serverFlags, Map<String, String> versions)
            throws IOException, InterruptedException {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return new Conditions(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                commandLine,
                describedCommit(project),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                serverFlags,
                system.getName() + " " + system.getVersion() + " " + system.getArch(),
                processorName(),
                system.getAvailableProcessors(),
                system.getSystemLoadAverage(),
                versions);
    }

    public String markdown() {
        return """
                `%s`, %s, commit %s

                %s, %d cores (%s); load average before %.2f; load and servers share the machine, over loopback.
                %s; servers run with `%s`. %s.
                """.formatted(
                        commandLine,
                        time,
                        commit,
                        system,
                        cores,
                        processor,
                        loadAverage,
                        jdk,
                        String.join(" ", serverFlags),
                        versions);
    }

    private static String describedCommit(Path project) throws IOException, InterruptedException {
        var git = new ProcessBuilder("git", "describe", "--always", "--dirty")
                .directory(project.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return git.waitFor() == 0 ? said : "unknown";
    }

    private static String processorName() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        }
    }
}
