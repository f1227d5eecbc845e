package io.footfall.benchmarks.process;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The JVM of every measured server, as in the images: all have the same heap size and the same collector. */
public final class ServerJvm {
    public static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    public static final List<String> FLAGS =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:NewRatio=1", "-XX:+ExitOnOutOfMemoryError");

    private ServerJvm() {}

    public static List<String> jar(Path jar) {
        return command("-jar", jar.toString());
    }

    /** A native binary with as much heap. Its own collector is serial too. */
    public static List<String> binary(Path binary) {
        return List.of(binary.toString(), FLAGS.get(0), FLAGS.get(3));
    }

    public static List<String> main(Path jar, String main, Object... arguments) {
        var all = Stream.concat(Stream.of("-cp", jar, main), Stream.of(arguments));
        return command(all.map(Object::toString).toArray(String[]::new));
    }

    private static List<String> command(String... rest) {
        return Stream.of(Stream.of(JAVA.toString()), FLAGS.stream(), Stream.of(rest))
                .flatMap(part -> part)
                .toList();
    }
}
