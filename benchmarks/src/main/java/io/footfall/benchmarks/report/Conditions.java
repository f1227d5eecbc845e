package io.footfall.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * When, where and of which programs something was measured.
 *
 * @param commit of the working copy, with {@code -dirty} if it was changed since
 * @param system its name, cores and load average in the minute before
 * @param libraries that the measured programs run with
 */
public record Conditions(
        String time,
        String commandLine,
        String commit,
        String system,
        String jdk,
        List<String> serverFlags,
        List<String> libraries) {
    public static Conditions now(Path project, String commandLine, List<String> flags, List<String> libraries)
            throws IOException, InterruptedException {
        var system = ManagementFactory.getOperatingSystemMXBean();
        var machine = "%s %s, %d cores (%s); load average before %.2f"
                .formatted(
                        system.getName(),
                        system.getVersion(),
                        system.getAvailableProcessors(),
                        processorName(),
                        system.getSystemLoadAverage());
        var jdk = System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version");
        var time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        return new Conditions(time, commandLine, commit(project), machine, jdk, flags, libraries);
    }

    String markdown() {
        return """
                `%s`, %s, commit %s
                %s; load and servers share the machine, over loopback.
                %s; servers run with `%s`. %s.
                """.formatted(
                commandLine, time, commit, system, jdk, String.join(" ", serverFlags), String.join(", ", libraries));
    }

    private static String commit(Path project) throws IOException, InterruptedException {
        var git = new ProcessBuilder("git", "describe", "--always", "--dirty")
                .directory(project.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return git.waitFor() == 0 ? output : "unknown";
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
