package io.footfall.benchmarks.start;

import io.footfall.benchmarks.process.Project;
import io.footfall.benchmarks.process.ServerJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** How a service is run. */
enum ServiceKind {
    JVM,
    NATIVE;

    List<String> command(Project project, String service) throws IOException {
        return this == JVM ? project.command(service) : ServerJvm.binary(binary(project, service));
    }

    Path binary(Project project, String service) throws IOException {
        return project.binary(service)
                .orElseThrow(() -> new IOException(
                        service + " has no native binary; build it with ./mvnw -Dnative -DskipTests package"));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
