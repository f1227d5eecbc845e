package io.footfall.sandbox.children;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Builds command lines for children that run on the sandbox's own JDK. */
public final class JavaCommand {
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");
    /** The optimizing compiler takes half the CPU time of a start, and pays off only where there is much to do. */
    private static final String FAST_COMPILER = "-XX:TieredStopAtLevel=1";

    private static final String ONE_LINE_LOG_FORMAT =
            "-Djava.util.logging.SimpleFormatter.format=%1$tF %1$tT,%1$tL %4$s [%3$s] %5$s%6$s%n";

    private JavaCommand() {}

    /** Runs one of the sandbox's main classes on the sandbox's class path. */
    public static List<String> ofMain(Class<?> main, int heapMegabytes, String... arguments) {
        var classPath = System.getProperty("java.class.path");
        var jar = Path.of(classPath).toAbsolutePath();
        var command = java(heapMegabytes);
        command.add(FAST_COMPILER);
        command.addAll(SharedArchive.options(jar, jar.resolveSibling("archives"), main.getSimpleName()));
        command.add(ONE_LINE_LOG_FORMAT);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    /**
     * Runs a service. Its archive is outside of the directory that is packed and shipped.
     *
     * @param busy whether the CPU time of the service grows with the number of clicks
     */
    public static List<String> ofJar(Path jar, int heapMegabytes, boolean busy) {
        var command = java(heapMegabytes);
        if (!busy) {
            command.add(FAST_COMPILER);
        }
        command.addAll(SharedArchive.options(jar, jar.getParent().resolveSibling("archives"), "service"));
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    private static List<String> java(int heapMegabytes) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java, "-Xmx" + heapMegabytes + "m"));
        command.addAll(FLAGS);
        return command;
    }
}
