package io.footfall.benchmarks.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The JVM that every measured server gets, as in the images, so that none has more heap or another collector than its neighbour. */
public final class ServerJvm {
    public static final List<String> FLAGS =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:NewRatio=1", "-XX:+ExitOnOutOfMemoryError");

    private ServerJvm() {}

    public static List<String> jar(Path jar) {
        return command("-jar", jar.toString());
    }

    /** A native binary, with as much heap. It brings its own collector, which is serial too. */
    public static List<String> binary(Path binary) {
        return List.of(binary.toString(), FLAGS.get(0), FLAGS.get(3));
    }

    public static List<String> main(String classPath, String main, String... arguments) {
        var command = new ArrayList<>(command("-cp", classPath, main));
        command.addAll(List.of(arguments));
        return command;
    }

    private static List<String> command(String... rest) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(List.of(rest));
        return command;
    }
}
