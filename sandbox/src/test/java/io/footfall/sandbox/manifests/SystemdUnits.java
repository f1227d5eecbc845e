package io.footfall.sandbox.manifests;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** The units of systemd, and the settings that they read. */
final class SystemdUnits {
    static final Path DIRECTORY = Path.of("..", "src", "main", "systemd");

    private SystemdUnits() {}

    /** Values of a key in a unit, in their order. */
    static List<String> values(String unit, String key) throws IOException {
        return Files.readString(DIRECTORY.resolve(unit))
                .replace("\\\n", "")
                .lines()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .toList();
    }

    /** Settings of all services. */
    static Map<String, String> settings() throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(DIRECTORY.resolve("footfall.conf"))) {
            properties.load(reader);
        }
        return properties.stringPropertyNames().stream().collect(toMap(name -> name, properties::getProperty));
    }

    /** Copies the units so that the programs that they start exist here. */
    static void copy(Path target) throws IOException {
        try (var files = Files.walk(DIRECTORY)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copied = target.resolve(DIRECTORY.relativize(file).toString());
                Files.createDirectories(copied.getParent());
                Files.writeString(
                        copied, Files.readString(file).replaceAll("(?m)^(ExecStart=)/opt/[^ \\n]*", "$1/bin/true"));
            }
        }
    }

    static List<Path> services(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".service"))
                    .sorted()
                    .toList();
        }
    }
}
