package io.footfall.benchmarks.ingest;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

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

    private Path built(Path jar) throws IOException {
        var path = root.resolve(jar);
        if (!Files.exists(path)) {
            throw new IOException(jar + " is missing; build it with ./mvnw -DskipTests package");
        }
        return path;
    }
}
