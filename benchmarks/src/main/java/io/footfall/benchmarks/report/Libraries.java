package io.footfall.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Versions of libraries, told by the jars that a program really runs with. */
public final class Libraries {
    private final Path directory;

    public Libraries(Path directory) {
        this.directory = directory;
    }

    /** The version of an artifact, or {@code none}. */
    public String version(String artifact) throws IOException {
        var jar = Pattern.compile("(?:.*\\.)?" + Pattern.quote(artifact) + "-(\\d.*)\\.jar");
        try (var files = Files.list(directory)) {
            return files.map(file -> jar.matcher(file.getFileName().toString()))
                    .filter(match -> match.matches())
                    .map(match -> match.group(1))
                    .findFirst()
                    .orElse("none");
        }
    }
}
