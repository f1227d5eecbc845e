package io.footfall.testing;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes down every skipped test, whatever skipped it: for each test class a file with the reasons, in the module's
 * {@code target} directory. JUnit finds this listener by itself.
 */
public final class SkippedTestsListener implements TestExecutionListener {
    private final PrintStream out;
    private final Path directory;
    private final Map<String, SortedSet<String>> reasons = new TreeMap<>();

    public SkippedTestsListener() {
        this(Path.of("target"), System.out);
    }

    SkippedTestsListener(Path target, PrintStream out) {
        this.out = out;
        this.directory = target.resolve(SkippedTests.DIRECTORY);
    }

    /** Deletes what an earlier run has written about this test class. */
    @Override
    public void executionStarted(TestIdentifier test) {
        if (test.getSource().filter(ClassSource.class::isInstance).isPresent()) {
            delete(directory.resolve(className(test)));
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        add(test, reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
            add(test, result.getThrowable().map(Throwable::getMessage).orElse("aborted"));
        }
    }

    @Override
    public synchronized void testPlanExecutionFinished(TestPlan plan) {
        reasons.forEach((test, found) -> {
            found.forEach(reason -> out.println("Skipped tests of " + test + ": " + reason));
            write(directory.resolve(test), found);
        });
        reasons.clear();
    }

    private synchronized void add(TestIdentifier test, String reason) {
        reasons.computeIfAbsent(className(test), unseen -> new TreeSet<>())
                .add(reason.replace("Assumption failed: ", "")
                        .lines()
                        .findFirst()
                        .orElse(""));
    }

    private static String className(TestIdentifier test) {
        var name = test.getSource().map(SkippedTestsListener::className).orElse(test.getDisplayName());
        return name.substring(name.lastIndexOf('.') + 1).replaceFirst("\\$.*", "");
    }

    private static String className(TestSource source) {
        if (source instanceof MethodSource method) {
            return method.getClassName();
        }
        return source instanceof ClassSource type ? type.getClassName() : source.toString();
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, SortedSet<String> lines) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
