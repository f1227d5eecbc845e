package io.footfall.benchmarks.process;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the build has put the programs that are measured. */
public record Project(Path root) {
    public static final String SANDBOX = "sandbox/target/sandbox.jar";
    public static final String BENCHMARKS = "benchmarks/target/benchmarks.jar";
    public static final String JMH = "benchmarks/jmh/target/jmh.jar";
    /** Built only with {@code -Pspark}. */
    public static final String SPARK = "benchmarks/spark/target/spark.jar";

    private static final List<String> LIBRARIES =
            List.of("processor/target/quarkus-app/lib/main", "sandbox/target/lib", "benchmarks/spark/target/lib");
    private static final Pattern LIBRARY = Pattern.compile(
            "(?:.*\\.)?((quarkus-core|vertx-core|kafka-clients|kafka-streams|kafka_2.13|spark-core_2.13)-\\d.*)\\.jar");

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
        return ServerJvm.jar(jar(service));
    }

    /** The native binary of a service, if there is one. */
    public Optional<Path> binary(String service) throws IOException {
        try (var files = Files.list(root.resolve(service).resolve("target"))) {
            return files.filter(file -> file.toString().endsWith("-runner")).findFirst();
        }
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

    /** The libraries that matter most, such as {@code kafka-clients-4.1.1}, of the processor, the broker and Spark. */
    public List<String> libraries() throws IOException {
        var found = new ArrayList<String>();
        for (var directory : LIBRARIES) {
            if (Files.isDirectory(root.resolve(directory))) {
                try (var files = Files.list(root.resolve(directory))) {
                    files.map(file -> LIBRARY.matcher(file.getFileName().toString()))
                            .filter(Matcher::matches)
                            .forEach(match -> found.add(match.group(1)));
                }
            }
        }
        return found;
    }
}
