package io.footfall.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Source files of the project, without what a build or Git made. */
final class ProjectFiles {
    static final Path ROOT = Path.of("..");
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Set<String> NOT_IN_PRODUCTION =
            Set.of("sandbox", "test-broker", "test-support", "benchmarks", "benchmarks/jmh", "src/main/release");
    private static final Set<Path> NOT_SOURCES = Set.of(Path.of("target"), Path.of(".git"));

    private ProjectFiles() {}

    /** Directories of the modules that run in production. */
    static List<Path> productionModules() {
        return MODULE.matcher(text(ROOT.resolve("pom.xml")))
                .results()
                .map(module -> module.group(1))
                .filter(module -> !NOT_IN_PRODUCTION.contains(module))
                .map(ROOT::resolve)
                .toList();
    }

    /** All files below a directory whose names end like this. */
    static Stream<Path> below(Path directory, String ending) {
        try (var files = Files.walk(directory)) {
            return files
                    .filter(file -> file.toString().endsWith(ending) && isSource(file))
                    .map(Path::normalize)
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSource(Path file) {
        for (var part : file) {
            if (NOT_SOURCES.contains(part)) {
                return false;
            }
        }
        return true;
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
