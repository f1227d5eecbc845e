package io.footfall.sandbox.manifests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;

import io.footfall.testing.Requirement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** Renders directories of a copy of {@code k8s} with {@code kubectl kustomize}. */
final class Kubectl {
    private static final Path SOURCE = Path.of("..", "k8s");

    private final Path copy;

    private Kubectl(Path copy) {
        this.copy = copy;
    }

    /** A copy with generated secrets. */
    static Kubectl withSecrets(Path directory) {
        Requirement.KUBECTL.require();
        Requirement.HTPASSWD.require();
        var kubectl = withoutSecrets(directory);
        run(List.of(directory.resolve("secrets").resolve("generate").toString()));
        return kubectl;
    }

    static Kubectl withoutSecrets(Path directory) {
        copy(directory);
        return new Kubectl(directory);
    }

    Path directory() {
        return copy;
    }

    String render(String target) {
        return run(List.of("kubectl", "kustomize", copy.resolve(target).toString()));
    }

    /** Returns the standard output of a command. Its error output is in the exception if it fails. */
    static String run(List<String> command) {
        try {
            var errors = Files.createTempFile("errors", ".txt");
            try {
                var process = new ProcessBuilder(command)
                        .redirectError(errors.toFile())
                        .start();
                process.getOutputStream().close();
                var output = new String(process.getInputStream().readAllBytes(), UTF_8);
                var status = process.waitFor();
                if (status != 0) {
                    throw new CommandFailed(
                            command + " exited with status " + status + ": " + Files.readString(errors));
                }
                return output;
            } finally {
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Leaves out secrets that have been generated in the source directory. */
    private static void copy(Path target) {
        try {
            Files.walkFileTree(SOURCE, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (!file.toString().endsWith(".env")) {
                        var copied = target.resolve(SOURCE.relativize(file).toString());
                        Files.createDirectories(copied.getParent());
                        Files.copy(file, copied, COPY_ATTRIBUTES);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Thrown when a command exits with another status than 0. */
    static final class CommandFailed extends RuntimeException {
        private static final long serialVersionUID = 1;

        CommandFailed(String message) {
            super(message);
        }
    }
}
