package io.footfall.benchmarks.process;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the build has put the programs that are measured, and the JVM of each, as in the images: all have the
 * same heap size and the same collector.
 */
public record Project(Path root) {
    public static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    public static final List<String> FLAGS =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:NewRatio=1", "-XX:+ExitOnOutOfMemoryError");

    public static final String SANDBOX = "sandbox/target/sandbox.jar";
    public static final String BENCHMARKS = "benchmarks/target/benchmarks.jar";
    public static final String JMH = "benchmarks/jmh/target/jmh.jar";
    /** Built only with {@code -Pspark}. */
    public static final String SPARK = "benchmarks/spark/target/spark.jar";

    /** The project's root, two directories above what this class was loaded from: benchmarks/target. */
    public static Project here() {
        var source = Project.class.getProtectionDomain().getCodeSource().getLocation();
        try {
            return new Project(Path.of(source.toURI()).resolve("../../..").normalize());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(source + " is not a file", e);
        }
    }

    /** The jar that runs a service. */
    public Path jar(String service) throws IOException {
        return built(service + "/target/quarkus-app/quarkus-run.jar");
    }

    /** Runs a service on the JVM. */
    public List<String> command(String service) throws IOException {
        return jvm("-jar", jar(service));
    }

    /** Runs a native binary with as much heap. Its own collector is serial too. */
    public static List<String> command(Path binary) {
        return List.of(binary.toString(), FLAGS.get(0), FLAGS.get(3));
    }

    /** Runs a class of one of the jars that are named above. */
    public List<String> main(String jar, String main, Object... arguments) throws IOException {
        return jvm(Stream.concat(Stream.of("-cp", built(jar), main), Stream.of(arguments))
                .toArray());
    }

    private static List<String> jvm(Object... rest) {
        return Stream.of(Stream.of(JAVA), FLAGS.stream(), Stream.of(rest))
                .flatMap(part -> part)
                .map(Object::toString)
                .toList();
    }

    /** The native binary of a service, if there is one. */
    public Optional<Path> binary(String service) {
        var files = root.resolve(service + "/target").toFile().listFiles((target, name) -> name.endsWith("-runner"));
        return Stream.ofNullable(files).flatMap(Stream::of).map(File::toPath).findFirst();
    }

    public boolean hasSpark() {
        return Files.exists(root.resolve(SPARK));
    }

    /** The directory of the reports and of the servers' data. */
    public Path target() {
        return root.resolve("benchmarks/target");
    }

    /** One of the jars that are named above. */
    public Path built(String jar) throws IOException {
        var path = root.resolve(jar);
        if (!Files.exists(path)) {
            throw new IOException(jar + " is missing; build it with ./mvnw -DskipTests package, or -Pspark with it");
        }
        return path;
    }
}
