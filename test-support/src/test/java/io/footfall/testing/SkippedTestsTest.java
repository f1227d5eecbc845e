package io.footfall.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherFactory;

class SkippedTestsTest {
    @TempDir
    private Path project;

    @Test
    void everySkippedTestIsReportedWithItsReason() throws IOException {
        run(NeedsAProgram.class, HasADisabledTest.class, NeedsNothing.class);

        assertThat(SkippedTests.reasons(project))
                .containsOnly(
                        entry("htpasswd is missing (apt-get install apache2-utils)", "SkippedTestsTest"),
                        entry("not finished", "SkippedTestsTest"));
    }

    @Test
    void testsThatRunAgainAreNoLongerReported() throws IOException {
        var file = project.resolve("module/target/skipped-tests/SkippedTestsTest");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "kubectl is missing");

        run(NeedsNothing.class);

        assertThat(SkippedTests.reasons(project)).isEmpty();
    }

    private void run(Class<?>... tests) {
        var launcher = LauncherFactory.create(LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .addTestExecutionListeners(new SkippedTestsListener(
                        project.resolve("module/target"),
                        new PrintStream(OutputStream.nullOutputStream(), false, UTF_8)))
                .build());
        var request = request();
        for (var test : tests) {
            request.selectors(selectClass(test));
        }
        launcher.execute(request.build());
    }

    private static Map.Entry<String, SortedSet<String>> entry(String reason, String test) {
        return Map.entry(reason, new TreeSet<>(Set.of(test)));
    }

    static class NeedsAProgram {
        @BeforeAll
        static void start() {
            Requirement.HTPASSWD.require(Optional.empty(), Map.of());
        }

        @Test
        void neverRuns() {}
    }

    static class HasADisabledTest {
        @Disabled("not finished")
        @Test
        void neverRuns() {}
    }

    static class NeedsNothing {
        @Test
        void runs() {}
    }
}
