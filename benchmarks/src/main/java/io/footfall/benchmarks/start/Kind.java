package io.footfall.benchmarks.start;

import io.footfall.benchmarks.process.Project;
import io.footfall.benchmarks.process.ServerJvm;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** How a service is run. */
enum Kind {
    JVM,
    NATIVE;

    List<String> command(Project project, String service) throws IOException {
        return this == JVM
                ? ServerJvm.jar(project.jar(service))
                : ServerJvm.binary(project.binary(service)
                        .orElseThrow(() -> new IOException(
                                service + " has no native binary; build it with ./mvnw -Dnative package")));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
