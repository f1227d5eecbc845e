package io.footfall.sandbox;

import io.footfall.sandbox.children.JavaCommand;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the build has left of the services: for each the command that runs it, as a native binary where
 * that is wanted and there is one, else on the sandbox's own JDK.
 *
 * @param project the project's root
 * @param preferNative whether native binaries are wanted
 */
record Programs(Path project, boolean preferNative) {
    private static final int HEAP_MEGABYTES = 256;

    boolean isNative(Service service) {
        return preferNative && binary(service).isPresent();
    }

    /** The file that is missing, if the service cannot be run. */
    Optional<Path> missing(Service service) {
        return isNative(service) || Files.exists(jar(service)) ? Optional.empty() : Optional.of(jar(service));
    }

    List<String> command(Service service) {
        return isNative(service)
                ? List.of(
                        binary(service).orElseThrow().toString(),
                        "-Xmx" + HEAP_MEGABYTES + "m",
                        "-XX:+ExitOnOutOfMemoryError")
                : JavaCommand.ofJar(jar(service), HEAP_MEGABYTES);
    }

    private Path jar(Service service) {
        return service.target(project).resolve(Path.of("quarkus-app", "quarkus-run.jar"));
    }

    /** The newest, because a binary is named after the version, and those of other versions stay. */
    private Optional<Path> binary(Service service) {
        var files = service.target(project).toFile().listFiles((directory, name) -> name.endsWith("-runner"));
        return files == null
                ? Optional.empty()
                : Arrays.stream(files)
                        .max(Comparator.comparingLong(File::lastModified))
                        .map(File::toPath);
    }
}
