package io.footfall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that Dockerfile.native can build from the files that {@code .dockerignore} sends to the builder. */
class NativeBuildContextTest {
    private static final Path PROJECT = Path.of("..");
    private static final Path DOCKERFILE = PROJECT.resolve("src/main/docker/Dockerfile.native");
    private static final Pattern MAVEN = Pattern.compile("/opt/maven/bin/mvn (.+) package");
    /** Not in a fresh clone. */
    private static final Set<String> BUILT = Set.of(".git", "target");

    @TempDir
    private static Path context;

    @BeforeAll
    static void copy() throws IOException {
        var patterns = Files.readAllLines(PROJECT.resolve(".dockerignore"));
        Files.walkFileTree(PROJECT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return BUILT.contains(directory.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                var relative = PROJECT.relativize(file);
                if (isKept(patterns, relative)) {
                    Files.createDirectories(context.resolve(relative).getParent());
                    Files.copy(file, context.resolve(relative));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** The last pattern decides that matches the file or a directory above it. */
    private static boolean isKept(List<String> patterns, Path file) {
        var isKept = true;
        for (var line : patterns) {
            if (!line.isBlank() && !line.startsWith("#")) {
                var isException = line.startsWith("!");
                isKept = matches(isException ? line.substring(1) : line, file) ? isException : isKept;
            }
        }
        return isKept;
    }

    private static boolean matches(String pattern, Path file) {
        var matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        for (var path = file; path != null; path = path.getParent()) {
            if (matcher.matches(path)) {
                return true;
            }
        }
        return false;
    }

    /** Runs Maven as the Dockerfile does, up to its first phase: for that it reads all modules. */
    @Test
    void mavenFindsAllModules() throws Exception {
        var command = new ArrayList<>(List.of(PROJECT.resolve("mvnw").toString(), "-o", "-q"));
        command.addAll(arguments("dashboard"));
        command.addAll(List.of("-f", context.resolve("pom.xml").toString(), "validate"));

        var maven = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(maven.waitFor()).as(output).isZero();
    }

    private static List<String> arguments(String service) throws IOException {
        var maven = MAVEN.matcher(Files.readString(DOCKERFILE));
        assertThat(maven.find()).isTrue();
        return List.of(maven.group(1).replace("\"${SERVICE}\"", service).split(" "));
    }

    @Test
    void theSourcesAreThereAndNothingElse() {
        assertThat(context.resolve("dashboard/src/main/resources/application.properties"))
                .exists();
        assertThat(context.resolve("events/src/main/java/io/footfall/events/Click.java"))
                .exists();
        assertThat(context.resolve("events/src/test")).doesNotExist();
        assertThat(context.resolve("docs")).doesNotExist();
        assertThat(context.resolve("k8s")).doesNotExist();
    }
}
