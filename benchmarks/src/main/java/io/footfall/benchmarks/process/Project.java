package io.footfall.benchmarks.process;

import io.footfall.benchmarks.report.Libraries;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where the build has left what is measured. */
public record Project(Path root) {
    private static final Path SPARK = Path.of("benchmarks", "spark", "target", "spark.jar");

    /** The project's root, two directories above what this class was loaded from: benchmarks/target. */
    public static Project here() {
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

    public Path ingest() throws IOException {
        return jar("ingest");
    }

    public Path processor() throws IOException {
        return jar("processor");
    }

    /** The jar that runs a service. */
    public Path jar(String service) throws IOException {
        return built(Path.of(service, "target", "quarkus-app", "quarkus-run.jar"));
    }

    /** The native binary of a service, if there is one. */
    public Optional<Path> binary(String service) throws IOException {
        try (var files = Files.newDirectoryStream(root.resolve(Path.of(service, "target")), "*-runner")) {
            var found = files.iterator();
            return found.hasNext() ? Optional.of(found.next()) : Optional.empty();
        }
    }

    public Path sandbox() throws IOException {
        return built(Path.of("sandbox", "target", "sandbox.jar"));
    }

    public Path benchmarks() throws IOException {
        return built(Path.of("benchmarks", "target", "benchmarks.jar"));
    }

    public Path jmh() throws IOException {
        return built(Path.of("benchmarks", "jmh", "target", "jmh.jar"));
    }

    /** The job for Spark, if it was built. */
    public Path spark() throws IOException {
        if (!hasSpark()) {
            throw new IOException(SPARK + " is missing; build it with ./mvnw -Pspark -pl benchmarks/spark package");
        }
        return root.resolve(SPARK);
    }

    public boolean hasSpark() {
        return Files.exists(root.resolve(SPARK));
    }

    public Path results() {
        return root.resolve(Path.of("benchmarks", "target"));
    }

    /** What a service that was built here is built on, and the benchmarks and the broker with it. */
    public Map<String, String> versions(Path service) throws IOException {
        var shipped = new Libraries(service.resolveSibling("lib").resolve("main"));
        var own = new Libraries(benchmarks().resolveSibling("lib"));
        var broker = new Libraries(sandbox().resolveSibling("lib"));
        var versions = new TreeMap<>(Map.of(
                "Quarkus", shipped.version("quarkus-core"),
                "Vert.x", shipped.version("vertx-core"),
                "Kafka client", shipped.version("kafka-clients"),
                "Kafka Streams", shipped.version("kafka-streams"),
                "Vert.x of the benchmarks", own.version("vertx-core"),
                "Kafka client of the benchmarks", own.version("kafka-clients"),
                "Kafka broker", broker.version("kafka_2.13")));
        if (hasSpark()) {
            versions.put("Spark", new Libraries(spark().resolveSibling("lib")).version("spark-core_2.13"));
        }
        return versions;
    }

    private Path built(Path jar) throws IOException {
        var path = root.resolve(jar);
        if (!Files.exists(path)) {
            throw new IOException(jar + " is missing; build it with ./mvnw -DskipTests package");
        }
        return path;
    }
}
