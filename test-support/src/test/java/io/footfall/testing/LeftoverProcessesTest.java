package io.footfall.testing;

import static io.footfall.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherFactory;

class LeftoverProcessesTest {
    private Process started;
    private ProcessHandle jvm;
    private ProcessHandle child;
    private ProcessHandle grandchild;

    /** Starts tests that hang. */
    private void start(String... shell) throws IOException {
        var command = new ArrayList<>(List.of(shell));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Tests.class.getName()));
        var builder = new ProcessBuilder(command);
        builder.environment().put("TEST_JVM", UUID.randomUUID().toString());
        started = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (var output = started.inputReader()) {
            jvm = handle(output.readLine());
            child = handle(output.readLine());
            grandchild = handle(output.readLine());
        }
    }

    private static ProcessHandle handle(String pid) {
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    @AfterEach
    void end() {
        child.destroyForcibly();
        grandchild.destroyForcibly();
        jvm.destroyForcibly();
        started.destroyForcibly();
    }

    @Test
    void processesEndWithTheJvmThatIsKilledAndThoseOfOthersGoOn() throws Exception {
        start();
        var other = new ProcessBuilder("sleep", "600").start();
        try {
            jvm.destroyForcibly();

            child.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            grandchild.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    /** As Maven does; it reads the status. */
    @Test
    void aShellThatHasStartedTheJvmExitsByItself() throws Exception {
        start("sh", "-c", "\"$@\"; read -r line; exit 7", "sh");

        jvm.destroyForcibly();
        child.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        grandchild.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        started.outputWriter().close();

        assertThat(started.waitFor()).isEqualTo(7);
    }

    /** The JVM of the tests. */
    static final class Tests {
        public static void main(String[] none) {
            LauncherFactory.create()
                    .execute(request().selectors(selectClass(Hanging.class)).build());
        }
    }

    static final class Hanging {
        @Test
        void hangs() throws Exception {
            var shell = new ProcessBuilder("sh", "-c", "sleep 600 & echo $!; wait").start();
            System.out.println(ProcessHandle.current().pid());
            System.out.println(shell.pid());
            System.out.println(shell.inputReader().readLine());
            System.out.flush();
            shell.waitFor();
        }
    }
}
