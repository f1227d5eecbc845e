package io.footfall.benchmarks.ingest;

import io.footfall.benchmarks.report.Libraries;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Where the build has left what is measured. */
record Project(Path root) {
    /** The project's root, two directories above what this class was loaded from: benchmarks/target. */
    static Project here() {
        try {
            var origin = Path.of(Project.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return new Project(origin.getParent().getParent().getParent());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the benchmarks cannot tell where they were loaded from", e);
        }
    }

    Path ingest() throws IOException {
        return built(Path.of("ingest", "target", "quarkus-app", "quarkus-run.jar"));
    }

    Path sandbox() throws IOException {
        return built(Path.of("sandbox", "target", "sandbox.jar"));
    }

    Path benchmarks() throws IOException {
        return built(Path.of("benchmarks", "target", "benchmarks.jar"));
    }

    Path results() {
        return root.resolve(Path.of("benchmarks", "target"));
    }

    /** What the measured programs are built on. */
    Map<String, String> versions() throws IOException {
        var shipped = new Libraries(ingest().resolveSibling("lib").resolve("main"));
        var limit = new Libraries(benchmarks().resolveSibling("lib"));
        var broker = new Libraries(sandbox().resolveSibling("lib"));
        return new TreeMap<>(Map.of(
                "Quarkus of ingest", shipped.version("quarkus-core"),
                "Vert.x of ingest", shipped.version("vertx-core"),
                "Kafka client of ingest", shipped.version("kafka-clients"),
                "Vert.x of the limit", limit.version("vertx-core"),
                "Kafka broker", broker.version("kafka_2.13")));
    }

    private Path built(Path jar) throws IOException {
        var path = root.resolve(jar);
        if (!Files.exists(path)) {
            throw new IOException(jar + " is missing; build it with ./mvnw -DskipTests package");
        }
        return path;
    }
}
