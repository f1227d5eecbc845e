package io.footfall.sandbox.services;

import io.footfall.sandbox.children.JavaCommand;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the built services and the commands that run them: as a native binary if preferred and built, else on the
 * sandbox's own JDK.
 *
 * @param project root directory of the project
 * @param preferNative whether to run native binaries where they exist
 */
public record InstalledPrograms(Path project, boolean preferNative) {
    private static final int HEAP_MEGABYTES = 256;

    public boolean isNative(Service service) {
        return preferNative && binary(service).isPresent();
    }

    /** The missing file, if the service has not been built. */
    public Optional<Path> missing(Service service) {
        return isNative(service) || Files.exists(jar(service)) ? Optional.empty() : Optional.of(jar(service));
    }

    public List<String> command(Service service) {
        return isNative(service)
                ? List.of(
                        binary(service).orElseThrow().toString(),
                        "-Xmx" + HEAP_MEGABYTES + "m",
                        "-XX:+ExitOnOutOfMemoryError")
                : JavaCommand.ofJar(jar(service), HEAP_MEGABYTES, service.isBusy());
    }

    private Path jar(Service service) {
        return service.target(project).resolve(Path.of("quarkus-app", "quarkus-run.jar"));
    }

    /** The newest binary: its name has the version, and those of older versions stay. */
    private Optional<Path> binary(Service service) {
        var files = service.target(project).toFile().listFiles((directory, name) -> name.endsWith("-runner"));
        return files == null
                ? Optional.empty()
                : Arrays.stream(files)
                        .max(Comparator.comparingLong(File::lastModified))
                        .map(File::toPath);
    }
}
