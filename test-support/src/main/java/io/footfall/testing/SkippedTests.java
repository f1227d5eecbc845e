package io.footfall.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Prints why tests were skipped, one line for each reason. The build runs it from source, as its last step, with the
 * root directory of the project as argument. It reads what {@link SkippedTestsListener} has written in each module.
 */
public final class SkippedTests {
    static final String DIRECTORY = "skipped-tests";
    private static final int MODULE_DEPTH = 2;

    private SkippedTests() {}

    public static void main(String[] arguments) throws IOException {
        var reasons = reasons(Path.of(arguments[0]));
        if (!reasons.isEmpty()) {
            System.out.println("\nNot tested:");
            reasons.forEach((reason, classes) -> System.out.println("  " + reason + ": " + String.join(", ", classes)));
            System.out.println();
        }
    }

    /** Names of test classes by the reason for which some of their tests were skipped. */
    static Map<String, SortedSet<String>> reasons(Path project) throws IOException {
        var reasons = new TreeMap<String, SortedSet<String>>();
        try (var modules = Files.walk(project, MODULE_DEPTH)) {
            for (var module : (Iterable<Path>) modules::iterator) {
                addReasons(module.resolve("target").resolve(DIRECTORY), reasons);
            }
        }
        return reasons;
    }

    private static void addReasons(Path directory, Map<String, SortedSet<String>> reasons) throws IOException {
        if (Files.isDirectory(directory)) {
            try (var files = Files.newDirectoryStream(directory)) {
                for (var file : files) {
                    for (var reason : Files.readAllLines(file)) {
                        reasons.computeIfAbsent(reason, unseen -> new TreeSet<>())
                                .add(file.getFileName().toString());
                    }
                }
            }
        }
    }
}
