package io.footfall.benchmarks.report;

import io.footfall.benchmarks.process.Project;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a benchmark has measured, and its file, {@code NAME.md}.
 *
 * @param text what the tables show
 * @param passed whether everything that the benchmark checks was as it must be
 */
public record Report(String name, String text, List<ResultTable> tables, boolean passed) {
    public String markdown() {
        return text + "\n\n" + tables.stream().map(ResultTable::markdown).collect(Collectors.joining("\n"));
    }

    /** Writes the report below the conditions under which it was measured. */
    public Path write(Path directory, String conditions) throws IOException {
        return Files.writeString(directory.resolve(name + ".md"), conditions + "\n" + markdown());
    }

    /**
     * When, where and of which programs something is measured. A commit with {@code -dirty} was changed since.
     *
     * @param commandLine that measures it
     */
    public static String conditions(Project project, String commandLine) throws IOException, InterruptedException {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return """
                `%s`, %s, commit %s
                %s %s, %d cores; load average before %.2f; load and servers share the machine, over loopback.
                %s %s; servers run with `%s`.
                """.formatted(
                        commandLine,
                        Instant.now().truncatedTo(ChronoUnit.SECONDS),
                        commit(project.root()),
                        system.getName(),
                        system.getVersion(),
                        system.getAvailableProcessors(),
                        system.getSystemLoadAverage(),
                        System.getProperty("java.vm.name"),
                        System.getProperty("java.vm.version"),
                        String.join(" ", Project.FLAGS));
    }

    private static String commit(Path project) throws IOException, InterruptedException {
        var git = new ProcessBuilder("git", "describe", "--always", "--dirty")
                .directory(project.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return git.waitFor() == 0 ? output : "unknown";
    }
}
