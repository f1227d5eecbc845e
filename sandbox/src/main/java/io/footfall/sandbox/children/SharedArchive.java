package io.footfall.sandbox.children;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Class-data sharing: the JVM writes an archive of the classes of a program when its first run ends. Later runs map
 * the archive into memory and are ready in about half the time. A JVM without an archive, or with one that does not fit,
 * starts as usual.
 *
 * <p>The name of an archive contains the version of Java and a checksum of the JVM's version and of sizes and times of
 * all jars. So a new build records a new archive.
 */
final class SharedArchive {
    /** Since then the JVM also stores linked classes and profiles of methods. */
    private static final int AOT_CACHE_SINCE = 25;

    private static final boolean HAS_AOT_CACHE = Runtime.version().feature() >= AOT_CACHE_SINCE;
    private static final String USE = HAS_AOT_CACHE ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=";
    private static final String RECORD = HAS_AOT_CACHE ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=";
    /** It would say for each class why it cannot be archived. */
    private static final String QUIET = HAS_AOT_CACHE ? "-Xlog:aot*=off,cds*=off" : "-Xlog:cds*=off";

    private static final Duration TIME_TO_RECORD = Duration.ofMinutes(1);

    private static final String RECORDING = ".recording-";

    private SharedArchive() {}

    /**
     * Options that use the archive of a program, or record one if there is none.
     *
     * @param jar of the program; its libraries are in directories beside it
     * @param directory where archives are; without write access to it, there are no archives
     * @param program a name that is unique in the directory
     */
    static List<String> options(Path jar, Path directory, String program) {
        if (!isHotSpot() || !Files.isDirectory(jar.resolveSibling("lib"))) {
            return List.of();
        }
        try {
            Files.createDirectories(directory);
            var archive = directory.resolve(prefix(program) + checksum(jar));
            return Files.exists(archive)
                    ? List.of(QUIET, USE + archive)
                    : List.of(QUIET, RECORD + archive + RECORDING + UUID.randomUUID());
        } catch (IOException readOnly) {
            return List.of();
        }
    }

    /** How much longer a process may take to end. */
    static Duration timeToRecord(List<String> command) {
        return recorded(command).isPresent() ? TIME_TO_RECORD : Duration.ZERO;
    }

    /**
     * Keeps the archive that a process has recorded, for later runs, or deletes it. Its command says where it is.
     *
     * @param isWhole whether the process was ready, and has ended by itself
     */
    static void endRecording(List<String> command, boolean isWhole) {
        recorded(command).ifPresent(recorded -> {
            try {
                if (isWhole) {
                    keep(recorded);
                } else {
                    Files.deleteIfExists(recorded);
                }
            } catch (IOException notRecorded) {
                // The next run records again.
            }
        });
    }

    private static void keep(Path recorded) throws IOException {
        var name = recorded.getFileName().toString();
        var kept = name.substring(0, name.indexOf(RECORDING));
        Files.move(
                recorded,
                recorded.resolveSibling(kept),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        deleteOthers(recorded.getParent(), kept);
    }

    private static Optional<Path> recorded(List<String> command) {
        return command.stream()
                .filter(argument -> argument.startsWith(RECORD) && argument.contains(RECORDING))
                .map(argument -> Path.of(argument.substring(RECORD.length())))
                .findFirst();
    }

    private static void deleteOthers(Path directory, String kept) throws IOException {
        var prefix = kept.substring(0, kept.lastIndexOf('-') + 1);
        try (var files = Files.newDirectoryStream(
                directory, file -> file.getFileName().toString().startsWith(prefix) && !file.endsWith(kept))) {
            for (var file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static String prefix(String program) {
        return program + "-java" + Runtime.version().feature() + "-";
    }

    private static String checksum(Path jar) throws IOException {
        var parts = new CRC32();
        parts.update(System.getProperty("java.vm.version").getBytes(StandardCharsets.UTF_8));
        for (var file : jars(jar)) {
            var line = file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
            parts.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return Long.toHexString(parts.getValue());
    }

    private static List<Path> jars(Path jar) throws IOException {
        var directories =
                Stream.of("lib", "app", "quarkus").map(jar::resolveSibling).filter(Files::isDirectory);
        var jars = new TreeSet<Path>();
        jars.add(jar);
        for (var directory : directories.toList()) {
            try (var files = Files.walk(directory)) {
                jars.addAll(files.filter(Files::isRegularFile).collect(Collectors.toSet()));
            }
        }
        return List.copyOf(jars);
    }

    private static boolean isHotSpot() {
        var name = System.getProperty("java.vm.name");
        return name.contains("OpenJDK") || name.contains("HotSpot");
    }
}
