package io.footfall.benchmarks.start;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.footfall.benchmarks.process.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the build of a service has left.
 *
 * @param mebibytes of the binary, or of the jars
 * @param builder what the builder of native images took; null on the JVM
 */
record Build(String service, Kind kind, double mebibytes, Builder builder) {
    private static final double MEBIBYTE = 1024.0 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * By the builder's own account.
     *
     * @param seconds from its start to its end, which depend on what else the machine did
     * @param cpuSeconds of all its threads
     */
    record Builder(double seconds, double cpuSeconds) {}

    static Build of(Project project, String service, Kind kind) throws IOException {
        if (kind == Kind.JVM) {
            return new Build(service, kind, size(project.jar(service).getParent()), null);
        }
        var binary = project.binary(service).orElseThrow();
        return new Build(
                service, kind, Files.size(binary) / MEBIBYTE, builder(binary).orElse(null));
    }

    private static double size(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum()
                    / MEBIBYTE;
        }
    }

    /** The builder writes its statistics beside the jar that it reads. */
    private static Optional<Builder> builder(Path binary) throws IOException {
        try (var files = Files.walk(binary.getParent(), 2)) {
            var statistics = files.filter(file -> file.toString().endsWith("-build-output-stats.json"))
                    .findFirst();
            return statistics.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            builder(JSON.readTree(statistics.get().toFile()).path("resource_usage")));
        }
    }

    private static Builder builder(JsonNode usage) {
        var seconds = usage.path("total_secs").asDouble();
        return new Builder(seconds, seconds * usage.path("cpu").path("load").asDouble());
    }
}
